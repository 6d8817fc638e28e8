package dev.polylogue.tools.mcp;

import dev.polylogue.protocol.tool.ToolPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An MCP server as the operator wants it.
 *
 * @param name what its tools' names begin with; without an underscore, which is what ends it there
 * @param policies what holds for single tools, by the server's own names for them
 * @param timeout how long a call may take, and how long the server may take to start
 * @param elicits whether it asks people in the middle of calls, and so gets a session for each answer; false: until it
 *     has asked once
 */
public record McpServerSettings(
        String name,
        Reach reach,
        Map<String, ToolPolicy> policies,
        Duration timeout,
        boolean elicits,
        boolean enabled) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-]{1,32}");

    public McpServerSettings {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "an MCP server's name has 1 to 32 letters, digits and dashes, not '" + name + "'");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("the MCP server " + name + " needs a timeout of more than 0");
        }
        policies = Map.copyOf(policies);
    }

    /** Whether a server can have that name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** How it is reached. */
    public sealed interface Reach {

        /** A child process of ours; {@code environment} is added to our own. */
        record Command(String command, List<String> arguments, Map<String, String> environment) implements Reach {
            public Command {
                if (command.isBlank()) {
                    throw new IllegalArgumentException("an MCP server's command must not be empty");
                }
                arguments = List.copyOf(arguments);
                environment = Map.copyOf(environment);
            }
        }

        /** Streamable HTTP. The operator names it, so it may be on this machine or in a private network. */
        record Address(URI url, Map<String, String> headers) implements Reach {
            public Address {
                String scheme = url.getScheme();
                boolean isWeb = "http".equals(scheme) || "https".equals(scheme);
                if (!isWeb || url.getHost() == null) {
                    throw new IllegalArgumentException(
                            "an MCP server's url begins with http:// or https:// and a host, not '" + url + "'");
                }
                headers = Map.copyOf(headers);
            }
        }
    }
}
