package dev.polylogue.protocol.message;

/**
 * What something cost.
 *
 * @param micros in millionths of the currency's unit
 * @param currency as the operator writes it
 */
public record Cost(long micros, String currency) {}
