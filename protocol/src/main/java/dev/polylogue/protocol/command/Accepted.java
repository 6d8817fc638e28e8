package dev.polylogue.protocol.command;

import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;

/** A generation was begun, and what it answers is stored. */
public record Accepted(GenerationId generationId, MessageId userMessageId, MessageId assistantMessageId) {}
