package dev.polylogue.engine.log;

import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import java.util.List;

/** Consecutive chunks of one generation, encoded; {@code offset} is that of the first. */
public record FeedChunks(ConversationId conversationId, GenerationId generationId, long offset, List<byte[]> chunks) {}
