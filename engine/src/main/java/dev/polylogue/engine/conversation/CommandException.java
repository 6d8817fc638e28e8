package dev.polylogue.engine.conversation;

import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.GenerationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command was refused, and nothing of it was done. The message is a sentence for the person: what to do about it. The
 * same command may succeed later only for the codes that say so (busy, rate-limited, store-unavailable).
 */
public final class CommandException extends RuntimeException {

    private final ErrorCode code;
    private final @Nullable GenerationId activeGeneration;
    private final @Nullable String path;

    public CommandException(ErrorCode code, String detail) {
        this(code, detail, null, null);
    }

    private CommandException(
            ErrorCode code, String detail, @Nullable GenerationId activeGeneration, @Nullable String path) {
        super(detail);
        this.code = code;
        this.activeGeneration = activeGeneration;
        this.path = path;
    }

    static CommandException busy(GenerationId active) {
        return new CommandException(
                ErrorCode.CONVERSATION_BUSY,
                "This conversation is still being answered. Wait for the end, or stop it first.",
                active,
                null);
    }

    static CommandException badField(String path, String detail) {
        return new CommandException(ErrorCode.BAD_REQUEST, detail, null, path);
    }

    static CommandException notFound(String what) {
        return new CommandException(ErrorCode.NOT_FOUND, "There is no such " + what + ".");
    }

    /** The stable code. */
    public ErrorCode code() {
        return code;
    }

    /** With {@link ErrorCode#CONVERSATION_BUSY}: who is busy. */
    public Optional<GenerationId> activeGeneration() {
        return Optional.ofNullable(activeGeneration);
    }

    /** With {@link ErrorCode#BAD_REQUEST}: the field that was wrong, where it was one. */
    public Optional<String> path() {
        return Optional.ofNullable(path);
    }
}
