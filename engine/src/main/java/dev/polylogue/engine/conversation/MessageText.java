package dev.polylogue.engine.conversation;

import dev.polylogue.protocol.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What a person may say in one message. */
final class MessageText {

    private MessageText() {}

    /** The text itself, or the refusal. */
    static String checked(@Nullable String text, int maxText) {
        if (text == null || text.isBlank()) {
            throw new CommandException(ErrorCode.EMPTY_MESSAGE, "A message needs some text.");
        }
        return notTooLong(text, maxText);
    }

    /** The text of a message with files, which may be blank, or the refusal. */
    static String besideFiles(@Nullable String text, int maxText) {
        return notTooLong(text == null ? "" : text, maxText);
    }

    private static String notTooLong(String text, int maxText) {
        if (text.length() > maxText) {
            throw new CommandException(ErrorCode.TOO_LARGE, "A message may have " + maxText + " characters.");
        }
        return text;
    }
}
