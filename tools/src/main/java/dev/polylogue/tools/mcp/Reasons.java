package dev.polylogue.tools.mcp;

import dev.polylogue.tools.mcp.McpServerSettings.Reach.Address;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpError;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;

/** Says what went wrong with a server, in a sentence without its subject's name and without the words of Java. */
final class Reasons {

    private static final int MAX_CAUSES = 20;

    private Reasons() {}

    static String of(Throwable failure, McpServerSettings settings) {
        Throwable root = failure;
        for (int depth = 0; depth < MAX_CAUSES; depth++) {
            String said = said(root, settings);
            if (!said.isEmpty()) {
                return said;
            }
            Throwable cause = root.getCause();
            if (cause == null) {
                break;
            }
            root = cause;
        }
        String message = root.getMessage();
        return message == null || message.isBlank()
                ? "it failed with " + root.getClass().getSimpleName()
                : message;
    }

    private static String said(Throwable failure, McpServerSettings settings) {
        return switch (failure) {
            case McpFailure ours -> String.valueOf(ours.getMessage());
            case McpError theirs
            when theirs.getJsonRpcError() != null ->
                "it answered: " + theirs.getJsonRpcError().message();
            case ConnectException _
            when settings.reach() instanceof Address address -> "it cannot be reached at " + address.url();
            case McpHttpClientTransportAuthorizationException refused ->
                "it refuses us with status " + refused.getResponseInfo().statusCode();
            case TimeoutException _ ->
                "it did not answer within " + settings.timeout().toSeconds() + " seconds";
            default -> "";
        };
    }
}
