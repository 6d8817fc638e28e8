package dev.polylogue.protocol.message;

/** Why an answer failed: a stable code and a sentence for the person. */
public record MessageError(String code, String message) {}
