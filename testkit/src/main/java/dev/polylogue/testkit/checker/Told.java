package dev.polylogue.testkit.checker;

import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.protocol.message.GenerationPhase;

/** What one command was answered. {@code asked} is before the request left, {@code answered} after its answer came. */
public sealed interface Told {

    long asked();

    ConversationId conversation();

    /** 202: a generation was begun (send, edit, regenerate, continue). */
    record Accepted(
            long asked,
            long answered,
            RequestId request,
            ConversationId conversation,
            GenerationId generation,
            MessageId userMessage,
            MessageId assistantMessage)
            implements Told {}

    /** 409 {@code conversation-busy}, with the active generation. */
    record Busy(long asked, long answered, ConversationId conversation, GenerationId active) implements Told {}

    /** A report of a stop: this end is stored. */
    record Stopped(
            long asked,
            long answered,
            ConversationId conversation,
            GenerationId generation,
            GenerationPhase state,
            long savedCharacters)
            implements Told {}

    /** 204 for the conversation. */
    record Deleted(long asked, long answered, ConversationId conversation) implements Told {}

    /** 204 for a message and what is below it: from then on, messages of this conversation may be missing. */
    record Pruned(long asked, long answered, ConversationId conversation) implements Told {}

    /** A command whose answer never came: it may have happened or not. */
    record Unanswered(long asked, ConversationId conversation) implements Told {}
}
