package dev.polylogue.client;

import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.StopCause;
import org.jspecify.annotations.Nullable;

/** How an answer ended, as the server has stored it; but for {@link Left}, of which the server knows nothing. */
public sealed interface AnswerEnd {

    /**
     * The model said all that it wanted to.
     *
     * @param reason null where only the stored message was left to read, which does not keep it
     */
    record Completed(@Nullable FinishReason reason) implements AnswerEnd {}

    /**
     * Somebody or something stopped it; what it had said is kept.
     *
     * @param cause null where the server does not say
     */
    record Stopped(@Nullable StopCause cause) implements AnswerEnd {}

    /**
     * The model or its server failed; what it had said is kept.
     *
     * @param code one of {@link ErrorCode}, or of a newer server
     * @param message a sentence for the person
     */
    record Failed(String code, String message) implements AnswerEnd {}

    /** Polylogue itself died in the middle of it; all but the last moment of the text is kept. */
    record Interrupted() implements AnswerEnd {}

    /** This program closed it before its end, and does not know what became of it. */
    record Left() implements AnswerEnd {}
}
