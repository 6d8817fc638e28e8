package dev.polylogue.tools.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * MCP over the pipes of a process of ours. Own, because the SDK's keeps its process to itself: nobody can see it die, its
 * calls then wait for their timeout, one line that is no message ends it silently, and it cannot be killed.
 */
final class StdioTransport implements McpClientTransport {

    private static final Logger LOG = LoggerFactory.getLogger(StdioTransport.class);

    private final ChildProcess process;
    private final McpJsonMapper json;
    private final StderrTail stderr;
    private final Consumer<String> ended;

    /** Takes the process over; {@code ended} is told once, with the reason. */
    StdioTransport(ChildProcess process, McpJsonMapper json, StderrTail stderr, Consumer<String> ended) {
        this.process = process;
        this.json = json;
        this.stderr = stderr;
        this.ended = ended;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return Mono.fromRunnable(() -> process.begin(line -> receive(line, handler), stderr, ended));
    }

    private void receive(String line, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        if (line.isBlank()) {
            return;
        }
        try {
            handler.apply(Mono.just(McpSchema.deserializeJsonRpcMessage(json, line)))
                    .subscribe();
        } catch (IOException | RuntimeException noMessage) {
            // Some servers greet on stdout. What is no message is for nobody; a request without answer has its
            // deadline.
            LOG.debug("a line that is no message was left out", noMessage);
        }
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromRunnable(() -> {
            try {
                if (!process.send(json.writeValueAsBytes(message))) {
                    throw new McpFailure("it does not read what it is sent");
                }
            } catch (IOException unwritable) {
                throw new McpFailure("the message cannot be written", unwritable);
            }
        });
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return json.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(process::close);
    }
}
