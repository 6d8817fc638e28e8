package dev.polylogue.client;

import dev.polylogue.protocol.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A whole text was asked for, and the answer was stopped, failed or interrupted. What there is of it is in {@link
 * #text()}; {@link Polylogue#continueAnswer} goes on from there.
 */
public final class IncompleteAnswerException extends PolylogueException {

    private static final long serialVersionUID = 1L;

    private final transient AnswerEnd end;
    private final String text;

    IncompleteAnswerException(AnswerEnd end, String text) {
        super(codeOf(end), "The answer is not whole: " + end, null);
        this.end = end;
        this.text = text;
    }

    private static @Nullable ErrorCode codeOf(AnswerEnd end) {
        return end instanceof AnswerEnd.Failed failed
                ? ErrorCode.parse(failed.code()).orElse(null)
                : null;
    }

    /** How it ended. */
    public AnswerEnd end() {
        return end;
    }

    /** The text up to there. */
    public String text() {
        return text;
    }
}
