package dev.polylogue.tools.mcp;

/** A server cannot be used. The message is a sentence without the server's name; trying again may help. */
final class McpFailure extends RuntimeException {

    McpFailure(String message) {
        super(message);
    }

    McpFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
