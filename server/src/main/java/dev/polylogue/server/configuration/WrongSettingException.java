package dev.polylogue.server.configuration;

/** A setting cannot be meant as it stands. The message is one sentence that names it; the start ends with it. */
public final class WrongSettingException extends IllegalArgumentException {

    public WrongSettingException(String message) {
        super(message);
    }

    public WrongSettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
