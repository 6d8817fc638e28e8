package dev.polylogue.tools.mcp;

import dev.polylogue.tools.mcp.McpServerSettings.Reach.Address;
import dev.polylogue.tools.mcp.McpServerSettings.Reach.Command;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the SDK is made of, as we need it. */
final class Transports {

    /** The SDK times each request; ours may wait for a person, and their deadline is kept by who calls. */
    private static final Duration NO_TIMEOUT = Duration.ofDays(2);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final McpJsonMapper MCP_JSON = new JacksonMcpJsonMapper(JSON);

    private Transports() {}

    static McpClientTransport of(McpServerSettings settings, StderrTail stderr, Consumer<String> ended) {
        return switch (settings.reach()) {
            case Command command -> new StdioTransport(ChildProcess.start(command), MCP_JSON, stderr, ended);
            case Address address -> http(address, settings.timeout());
        };
    }

    private static McpClientTransport http(Address address, Duration timeout) {
        URI url = address.url();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        var request = HttpRequest.newBuilder();
        address.headers().forEach(request::setHeader);
        return HttpClientStreamableHttpTransport.builder(url.getScheme() + "://" + url.getRawAuthority())
                .endpoint((url.getRawPath().isEmpty() ? "/" : url.getRawPath()) + query)
                // Some local servers dislike the offer of h2c.
                .clientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1))
                .connectTimeout(timeout)
                .requestBuilder(request)
                .jsonMapper(MCP_JSON)
                .build();
    }

    static McpAsyncClient client(
            McpClientTransport transport,
            Duration timeout,
            Function<ElicitFormRequest, Mono<ElicitResult>> asked,
            Function<ProgressNotification, Mono<Void>> progressed) {
        return McpClient.async(transport)
                .clientInfo(Implementation.builder("polylogue", "1").build())
                .capabilities(ClientCapabilities.builder().elicitation().build())
                .requestTimeout(NO_TIMEOUT)
                .initializationTimeout(timeout)
                .elicitation(asked)
                .progressConsumer(progressed)
                .build();
    }

    /** A JSON object as the SDK takes it. */
    static Map<String, Object> map(JsonNode object) {
        return JSON.convertValue(object, new TypeReference<Map<String, Object>>() {});
    }
}
