package dev.polylogue.tools.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * A transport that sees what the SDK does not tell: the id of each call's request, without which a call cannot be
 * cancelled at the server; and errors, of which the SDK would open a new session behind our back.
 */
final class WatchedTransport implements McpClientTransport {

    private static final String CANCELLED = "notifications/cancelled";
    private static final int CANCELLED_CODE = -32800;

    private final McpClientTransport transport;
    private final Watcher watcher;
    private volatile Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler = messages -> messages;

    WatchedTransport(McpClientTransport transport, Watcher watcher) {
        this.transport = transport;
        this.watcher = watcher;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        this.handler = handler;
        return transport.connect(messages -> handler.apply(messages.filter(this::isForTheSdk)));
    }

    /** The SDK answers a changed list by reading all of it, however long; we read it ourselves, up to our bound. */
    private boolean isForTheSdk(JSONRPCMessage message) {
        boolean isChange = message instanceof JSONRPCNotification notification
                && notification.method().equals(McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED);
        if (isChange) {
            watcher.toolsChanged();
        }
        return !isChange;
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        if (message instanceof JSONRPCRequest request && request.params() instanceof CallToolRequest call) {
            return Mono.deferContextual(context -> {
                watcher.calling(call, new RunningCall.Sent(request.id(), context));
                return transport.sendMessage(message);
            });
        }
        return transport.sendMessage(message);
    }

    /** Tells the server that nobody waits for that request any more. */
    void cancel(RunningCall.Sent sent) {
        var notification = new JSONRPCNotification(
                CANCELLED, Map.of("requestId", sent.requestId(), "reason", "The person stopped it."));
        transport.sendMessage(notification).contextWrite(sent.context()).subscribe(_ -> {}, watcher::failed);
        // A cancelled request is not answered; the SDK would keep it for ever.
        var ended = JSONRPCResponse.error(sent.requestId(), new JSONRPCError(CANCELLED_CODE, "cancelled"));
        handler.apply(Mono.just(ended)).subscribe();
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        transport.setExceptionHandler(watcher::failed);
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return transport.unmarshalFrom(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return transport.protocolVersions();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return transport.closeGracefully();
    }

    /** Is told what goes by; must not block. */
    interface Watcher {

        /** A call goes out. */
        void calling(CallToolRequest call, RunningCall.Sent sent);

        /** The server has other tools now. */
        void toolsChanged();

        /** Something could not be sent or received. */
        void failed(Throwable failure);
    }
}
