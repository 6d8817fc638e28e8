package dev.polylogue.tools.mcp;

import dev.polylogue.engine.time.Time;
import dev.polylogue.engine.tool.ToolCall;
import dev.polylogue.engine.tool.ToolResult;
import dev.polylogue.protocol.message.ToolActivity.Progress;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * One MCP session with a server: for all answers, or for one. Any thread. It is lost once and then of no use; all its calls
 * fail at that moment. Whoever waits in here can be interrupted.
 */
final class McpConnection implements WatchedTransport.Watcher, AutoCloseable {

    private static final int MAX_PAGES = 64;
    private static final int MAX_ABANDONED = 64;
    private static final Duration PING = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final McpServerSettings settings;
    private final boolean isForOneAnswer;
    private final Time time;
    private final Owner owner;
    private final WatchedTransport transport;
    private final McpAsyncClient client;

    private final Map<Long, RunningCall> calls = new ConcurrentHashMap<>();
    private final AtomicLong lastCall = new AtomicLong();
    private final AtomicInteger abandoned = new AtomicInteger();
    private final AtomicReference<@Nullable String> gone = new AtomicReference<>();
    private final AtomicBoolean isChecking = new AtomicBoolean();
    private final CompletableFuture<McpSchema.InitializeResult> opened = new CompletableFuture<>();

    /** Starts the server's process where it is one of ours. */
    McpConnection(McpServerSettings settings, boolean isForOneAnswer, Time time, StderrTail stderr, Owner owner) {
        this.settings = settings;
        this.isForOneAnswer = isForOneAnswer;
        this.time = time;
        this.owner = owner;
        this.transport =
                new WatchedTransport(Transports.of(settings, stderr, why -> lost(explained(why, stderr))), this);
        this.client = Transports.client(transport, settings.timeout(), this::asked, this::progressed);
    }

    /** What a process wrote last tells why it did not start; later it may tell of other people's calls. */
    private String explained(String why, StderrTail stderr) {
        String last = opened.isDone() ? "" : stderr.lastLine();
        return last.isEmpty() ? why : why + "; it last wrote: " + last;
    }

    /** Shakes hands. */
    void open() throws InterruptedException {
        client.initialize().subscribe(opened::complete, opened::completeExceptionally);
        await(opened, settings.timeout());
    }

    /** All tools that the server has, up to {@code max}. */
    List<McpSchema.Tool> tools(int max) throws InterruptedException {
        List<McpSchema.Tool> tools = new ArrayList<>();
        @Nullable String cursor = null;
        for (int page = 0; page < MAX_PAGES && tools.size() < max; page++) {
            ListToolsResult result = await(client.listTools(cursor), settings.timeout());
            tools.addAll(result.tools());
            cursor = result.nextCursor();
            if (cursor == null) {
                break;
            }
        }
        return tools.subList(0, Math.min(max, tools.size()));
    }

    /** Calls a tool by the server's name for it. */
    ToolResult call(String tool, ToolCall call) throws InterruptedException {
        var running = new RunningCall(call, time);
        long token = lastCall.incrementAndGet();
        calls.put(token, running);
        try {
            failWhereGone(running);
            client.callTool(request(tool, call, token))
                    .subscribe(running.result()::complete, running.result()::completeExceptionally);
            var result = running.result().get();
            return CallResult.of(settings.name(), result, running.wasAskedInVain() ? note() : "");
        } catch (ExecutionException failed) {
            throw new McpFailure(Reasons.of(failed, settings), failed);
        } catch (InterruptedException stopped) {
            cancel(running);
            throw stopped;
        } finally {
            calls.remove(token);
            running.end();
        }
    }

    private static CallToolRequest request(String tool, ToolCall call, long token) {
        return CallToolRequest.builder(tool)
                .arguments(Transports.map(call.arguments()))
                .progressToken(token)
                .build();
    }

    private void failWhereGone(RunningCall running) {
        String reason = gone.get();
        if (reason != null) {
            running.result().completeExceptionally(new McpFailure(reason));
        }
    }

    private void cancel(RunningCall running) {
        RunningCall.Sent sent = running.sent();
        if (sent == null) {
            return;
        }
        transport.cancel(sent);
        // Over HTTP, the stream of a cancelled request stays open on both sides: EDGE_CASES.md.
        boolean isSpent = abandoned.incrementAndGet() >= MAX_ABANDONED;
        if (isSpent && settings.reach() instanceof McpServerSettings.Reach.Address) {
            time.startThread("mcp renew", () -> lost("it is connected anew after many stopped calls"));
        }
    }

    private String note() {
        return "\n[Note: " + settings.name() + " asked something in the middle of this call and could not be answered."
                + " It can be from now on: call the tool again if the answer was needed.]";
    }

    private Mono<ElicitResult> asked(ElicitFormRequest request) {
        Optional<RunningCall> asking = isForOneAnswer ? oldest() : Optional.empty();
        if (asking.isEmpty()) {
            calls.values().forEach(RunningCall::askedInVain);
            owner.askedInVain();
            return Mono.just(Elicitation.CANCELLED);
        }
        return Mono.fromFuture(asking.get()
                .ask(request.message(), JSON.valueToTree(request.requestedSchema()))
                .handle((answer, failure) -> failure == null ? Elicitation.result(answer) : Elicitation.CANCELLED));
    }

    private Optional<RunningCall> oldest() {
        return calls.entrySet().stream()
                .min(Comparator.comparing(Map.Entry::getKey))
                .map(Map.Entry::getValue);
    }

    private Mono<Void> progressed(ProgressNotification progress) {
        return Mono.fromRunnable(() -> {
            if (progress.progressToken() instanceof Number token) {
                RunningCall running = calls.get(token.longValue());
                if (running != null) {
                    running.call().progress(new Progress(progress.progress(), progress.total(), progress.message()));
                }
            }
        });
    }

    @Override
    public void calling(CallToolRequest call, RunningCall.Sent sent) {
        if (call.meta() != null && call.meta().get("progressToken") instanceof Number token) {
            RunningCall running = calls.get(token.longValue());
            if (running != null) {
                running.sent(sent);
            }
        }
    }

    @Override
    public void toolsChanged() {
        owner.toolsChanged(this);
    }

    /** One stream that breaks says little: only a server that does not answer then is lost. */
    @Override
    public void failed(Throwable failure) {
        boolean isOpen = opened.isDone() && !opened.isCompletedExceptionally() && gone.get() == null;
        if (isOpen && isChecking.compareAndSet(false, true)) {
            time.startThread("mcp check " + settings.name(), () -> {
                try {
                    await(client.ping(), PING);
                } catch (McpFailure silent) {
                    lost(String.valueOf(silent.getMessage()));
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                } finally {
                    isChecking.set(false);
                }
            });
        }
    }

    /** Why it is of no use any more; null while it is. */
    @Nullable String gone() {
        return gone.get();
    }

    private void lost(String reason) {
        if (end(reason)) {
            owner.lost(this, reason);
            client.close();
        }
    }

    private boolean end(String reason) {
        if (!gone.compareAndSet(null, reason)) {
            return false;
        }
        opened.completeExceptionally(new McpFailure(reason));
        calls.values().forEach(call -> call.result().completeExceptionally(new McpFailure(reason)));
        return true;
    }

    /** Ends it; nobody is told. Blocks until a process of ours is gone. */
    @Override
    public void close() {
        end("its connection was closed");
        client.close();
    }

    private <T> T await(Mono<T> mono, Duration patience) throws InterruptedException {
        var answer = new CompletableFuture<T>();
        mono.subscribe(answer::complete, answer::completeExceptionally);
        return await(answer, patience);
    }

    private <T> T await(CompletableFuture<T> answer, Duration patience) throws InterruptedException {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw new McpFailure(Reasons.of(failed, settings), failed);
        } catch (TimeoutException slow) {
            throw new McpFailure("it did not answer within " + patience.toSeconds() + " seconds", slow);
        }
    }

    /** Whose connection it is. Is told on any thread, never while a lock is held here. */
    interface Owner {

        /** The server has other tools now. */
        void toolsChanged(McpConnection connection);

        /** The server asked something that nobody could be told. */
        void askedInVain();

        /** It is of no use any more. */
        void lost(McpConnection connection, String reason);
    }
}
