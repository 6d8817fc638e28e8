package dev.polylogue.tools.builtin;

import dev.polylogue.engine.time.Time;
import dev.polylogue.engine.tool.RunnableTool;
import dev.polylogue.engine.tool.ToolCall;
import dev.polylogue.engine.tool.ToolResult;
import dev.polylogue.protocol.tool.ToolDefinition;
import dev.polylogue.protocol.tool.ToolPolicy;
import dev.polylogue.tools.guard.AddressGuard;
import dev.polylogue.tools.guard.Destination;
import dev.polylogue.tools.guard.RefusedAddressException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * Fetches a page of the open internet as text. A model, and so whatever text a model has read, chooses the address: the
 * guard is asked for each, redirects included.
 */
final class FetchUrl implements RunnableTool {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int MAX_REDIRECTS = 3;

    private static final ToolDefinition DEFINITION = new ToolDefinition(
            "fetch_url",
            "Fetches a public web page, text or JSON document by its address and gives its readable text, at most the"
                    + " first 1 MiB. Cannot log in, and runs no scripts.",
            JsonMapper.shared().readTree("""
                    {"type": "object", "required": ["url"], "additionalProperties": false, "properties": {
                      "url": {"type": "string", "description": "The whole address, beginning with http:// or https://"}}}
                    """));

    private final Time time;
    private final AddressGuard guard;
    private final WebRequests requests;

    FetchUrl(Time time, AddressGuard guard, WebRequests requests) {
        this.time = time;
        this.guard = guard;
        this.requests = requests;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public String source() {
        return BUILT_IN;
    }

    @Override
    public ToolPolicy defaultPolicy() {
        return ToolPolicy.ASK;
    }

    @Override
    public Duration deadline() {
        return DEADLINE;
    }

    @Override
    public ToolResult run(ToolCall call) throws InterruptedException {
        try {
            return fetched(new URI(call.arguments().path("url").asString("").strip()));
        } catch (URISyntaxException malformed) {
            return new ToolResult.Failed("This is no address: " + malformed.getReason() + ".");
        } catch (RefusedAddressException | FetchFailure failure) {
            return new ToolResult.Failed(String.valueOf(failure.getMessage()));
        }
    }

    private ToolResult fetched(URI first) throws InterruptedException, URISyntaxException {
        URI address = first;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            Destination destination = check(address);
            WebResponse response = requests.get(destination);
            if (!response.isRedirect()) {
                return result(address, response);
            }
            address = address.resolve(new URI(response.location()));
        }
        return new ToolResult.Failed("The address leads on more than " + MAX_REDIRECTS + " times.");
    }

    private static ToolResult result(URI address, WebResponse response) {
        if (response.isError()) {
            return new ToolResult.Failed(
                    ("The server answered with status " + response.status() + " " + response.statusText()).strip()
                            + ".");
        }
        return Document.read(address, response)
                .<ToolResult>map(text -> new ToolResult.Done(StringNode.valueOf(text)))
                .orElseGet(() -> new ToolResult.Failed(
                        response.mediaType().isEmpty()
                                ? "The server does not say what kind of document it is."
                                : "It is a document of type " + response.mediaType() + ", not a text."));
    }

    /** A name server cannot be interrupted: whoever waits for it can. */
    private Destination check(URI address) throws InterruptedException {
        var checked = new CompletableFuture<Destination>();
        time.startThread("look up a host", () -> {
            try {
                checked.complete(guard.check(address));
            } catch (RuntimeException refused) {
                checked.completeExceptionally(refused);
            }
        });
        try {
            return checked.get();
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(refused);
        }
    }
}
