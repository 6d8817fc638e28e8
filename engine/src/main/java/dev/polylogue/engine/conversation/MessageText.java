package dev.polylogue.engine.conversation;

import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.Part;
import java.util.List;
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

    /** The text of a message with those files, or the refusal; it may be blank where there are some. */
    static String checked(@Nullable String text, List<Part.File> files, int maxText) {
        return files.isEmpty() ? checked(text, maxText) : notTooLong(text == null ? "" : text, maxText);
    }

    private static String notTooLong(String text, int maxText) {
        if (text.length() > maxText) {
            throw new CommandException(ErrorCode.TOO_LARGE, "A message may have " + maxText + " characters.");
        }
        return text;
    }
}
