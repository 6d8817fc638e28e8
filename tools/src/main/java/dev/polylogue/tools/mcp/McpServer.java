package dev.polylogue.tools.mcp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.time.Time;
import dev.polylogue.engine.tool.ToolCall;
import dev.polylogue.engine.tool.ToolResult;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.tools.mcp.McpServerStatus.State;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one server: connected in the background, listed, and connected again after a growing wait when it is lost.
 * Its tools stay listed while it is restarted, so that a short gap does not change what models are told; where it cannot be
 * started, they go. Any thread; nothing blocks but {@link #call} and {@link #close}.
 */
final class McpServer implements McpConnection.Owner, AutoCloseable {

    static final int MAX_TOOLS = 256;

    private static final Logger LOG = LoggerFactory.getLogger(McpServer.class);

    /** A server that was there for so long is not one that dies at each start. */
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    private final McpServerSettings settings;
    private final Time time;
    private final StderrTail stderr = new StderrTail();
    private final AnswerConnections ofAnswers;
    private final AtomicInteger changes = new AtomicInteger();
    private volatile boolean elicits;

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private State state = State.STARTING;

    @GuardedBy("lock") private @Nullable String reason;

    @GuardedBy("lock") private List<McpTool> tools = List.of();

    /** The one that is there, or that is being made. */
    @GuardedBy("lock") private @Nullable McpConnection shared;

    @GuardedBy("lock") private RestartDelay delay = RestartDelay.FIRST;

    @GuardedBy("lock") private long readySince;

    @GuardedBy("lock") private boolean isClosed;

    McpServer(McpServerSettings settings, Time time) {
        this.settings = settings;
        this.time = time;
        this.elicits = settings.elicits();
        this.ofAnswers = new AnswerConnections(() -> new McpConnection(settings, true, time, stderr, this));
        if (!settings.enabled()) {
            state = State.OFF;
        }
    }

    McpServerSettings settings() {
        return settings;
    }

    /** Connects in the background. */
    void start() {
        if (settings.enabled()) {
            time.startThread("mcp " + settings.name(), this::connect);
        }
    }

    private void connect() {
        try {
            var connection = new McpConnection(settings, false, time, stderr, this);
            if (!adopt(connection)) {
                connection.close();
                return;
            }
            connect(connection);
        } catch (McpFailure failure) {
            failed(null, String.valueOf(failure.getMessage()));
        }
    }

    private void connect(McpConnection connection) {
        try {
            connection.open();
            List<McpTool> listed = list(connection);
            ready(connection, listed);
        } catch (McpFailure failure) {
            failed(connection, String.valueOf(failure.getMessage()));
            connection.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            connection.close();
        }
    }

    private boolean adopt(McpConnection connection) {
        lock.lock();
        try {
            if (!isClosed) {
                shared = connection;
            }
            return !isClosed;
        } finally {
            lock.unlock();
        }
    }

    private List<McpTool> list(McpConnection connection) throws InterruptedException {
        Map<String, McpTool> byName = new LinkedHashMap<>();
        for (McpSchema.Tool listed : connection.tools(MAX_TOOLS)) {
            McpTool.of(this, listed)
                    .ifPresentOrElse(
                            tool -> byName.putIfAbsent(tool.definition().name(), tool),
                            () -> LOG.warn(
                                    "{}'s tool {} is left out: its schema is too large",
                                    settings.name(),
                                    listed.name()));
        }
        return List.copyOf(byName.values());
    }

    private void ready(McpConnection connection, List<McpTool> listed) {
        lock.lock();
        try {
            String gone = connection.gone();
            if (gone != null) {
                throw new McpFailure(gone);
            }
            if (shared == connection) {
                state = State.READY;
                reason = null;
                tools = listed;
                readySince = time.nanoTime();
            }
        } finally {
            lock.unlock();
        }
    }

    private void failed(@Nullable McpConnection connection, String why) {
        lock.lock();
        try {
            if (shared == connection && !isClosed) {
                shared = null;
                state = State.FAILED;
                reason = why;
                tools = List.of();
                retry();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void lost(McpConnection connection, String why) {
        ofAnswers.lost(connection);
        lock.lock();
        try {
            // While it starts, whoever starts it sees the failure.
            if (shared == connection && state == State.READY) {
                LOG.warn("the MCP server {} is lost: {}", settings.name(), why);
                shared = null;
                state = State.RESTARTING;
                reason = why;
                if (time.nanoTime() - readySince >= HEALTHY.toNanos()) {
                    delay = RestartDelay.FIRST;
                }
                retry();
            }
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock") private void retry() {
        // After a close it finds that nothing is wanted any more.
        time.schedule(delay.pause(), this::start);
        delay = delay.next();
    }

    @Override
    public void askedInVain() {
        elicits = true;
    }

    @Override
    public void toolsChanged(McpConnection connection) {
        // One thread at a time reads the list, and once more where it has changed meanwhile.
        if (isShared(connection) && changes.getAndIncrement() == 0) {
            time.startThread("mcp list " + settings.name(), () -> listAgain(connection));
        }
    }

    private void listAgain(McpConnection connection) {
        int seen;
        do {
            seen = changes.get();
            try {
                List<McpTool> listed = list(connection);
                replaceTools(connection, listed);
            } catch (McpFailure failure) {
                // Of a connection that is gone, its owner has been told.
                LOG.debug("the tools of {} cannot be listed: {}", settings.name(), failure.getMessage());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        } while (!changes.compareAndSet(seen, 0));
    }

    private void replaceTools(McpConnection connection, List<McpTool> listed) {
        lock.lock();
        try {
            if (shared == connection && state == State.READY) {
                tools = listed;
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isShared(McpConnection connection) {
        lock.lock();
        try {
            return shared == connection;
        } finally {
            lock.unlock();
        }
    }

    ToolResult call(String tool, ToolCall call) throws InterruptedException {
        try {
            McpConnection connection = elicits ? ofAnswers.of(call.generation()) : shared();
            return connection.call(tool, call);
        } catch (McpFailure failure) {
            return new ToolResult.Failed(
                    "The MCP server " + settings.name() + " failed: " + failure.getMessage() + ".");
        }
    }

    private McpConnection shared() {
        lock.lock();
        try {
            McpConnection connection = shared;
            if (connection == null || state != State.READY) {
                throw new McpFailure(reason == null ? "it is not ready yet" : reason);
            }
            return connection;
        } finally {
            lock.unlock();
        }
    }

    void ended(GenerationId generation) {
        ofAnswers.ended(generation);
    }

    List<McpTool> tools() {
        lock.lock();
        try {
            return tools;
        } finally {
            lock.unlock();
        }
    }

    McpServerStatus status() {
        lock.lock();
        try {
            List<String> names =
                    tools.stream().map(tool -> tool.definition().name()).toList();
            return new McpServerStatus(settings.name(), state, reason, names, stderr.text());
        } finally {
            lock.unlock();
        }
    }

    /** Blocks until its processes are gone. */
    @Override
    public void close() {
        List<AutoCloseable> open = new ArrayList<>();
        lock.lock();
        try {
            isClosed = true;
            tools = List.of();
            if (shared != null) {
                open.add(shared);
            }
        } finally {
            lock.unlock();
        }
        open.add(ofAnswers);
        AllAtOnce.close(time, open);
    }
}
