package dev.polylogue.server.tool;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server of tools as somebody wants it, with a command or a url; in a change, null leaves a field as it is.
 *
 * @param args of the command
 * @param env variables of the command, by name; the whole of them
 * @param headers of each request to the url; the whole of them
 */
record ToolServerWish(
        @Nullable String name,
        @Nullable String command,
        @Nullable List<String> args,
        @Nullable Map<String, String> env,
        @Nullable String url,
        @Nullable Map<String, String> headers,
        @Nullable Boolean enabled) {

    /** The variables or the headers, whichever there are; null where nothing is said of either. */
    @Nullable Map<String, String> secrets() {
        return env == null ? headers : env;
    }

    /** Without secrets, whoever prints it. */
    @Override
    public String toString() {
        return "ToolServerWish[" + name + "]";
    }
}
