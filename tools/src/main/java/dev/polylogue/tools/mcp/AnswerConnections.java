package dev.polylogue.tools.mcp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.protocol.id.GenerationId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The connections of one server that belong to one answer each, opened by its first call and closed at its end. */
final class AnswerConnections implements AutoCloseable {

    static final int MAX = 16;

    private final Supplier<McpConnection> maker;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private final Map<GenerationId, CompletableFuture<McpConnection>> connections = new HashMap<>();

    @GuardedBy("lock") private boolean isClosed;

    AnswerConnections(Supplier<McpConnection> maker) {
        this.maker = maker;
    }

    /** That answer's connection; blocks while it is opened. */
    McpConnection of(GenerationId generation) throws InterruptedException {
        var fresh = new CompletableFuture<McpConnection>();
        Optional<CompletableFuture<McpConnection>> known = claim(generation, fresh);
        if (known.isEmpty()) {
            open(generation, fresh);
        }
        try {
            return known.orElse(fresh).get();
        } catch (ExecutionException failed) {
            throw new McpFailure(messageOf(failed), failed);
        }
    }

    private static String messageOf(ExecutionException failed) {
        Throwable cause = failed.getCause();
        return cause instanceof McpFailure failure
                ? String.valueOf(failure.getMessage())
                : "its connection was not opened";
    }

    /** The one that another call opens; empty where this one has to. */
    private Optional<CompletableFuture<McpConnection>> claim(
            GenerationId generation, CompletableFuture<McpConnection> fresh) {
        lock.lock();
        try {
            if (isClosed) {
                throw new McpFailure("it was removed");
            }
            CompletableFuture<McpConnection> known = connections.get(generation);
            if (known != null) {
                return Optional.of(known);
            }
            if (connections.size() >= MAX) {
                throw new McpFailure("it serves " + MAX + " answers already, each with a session of its own");
            }
            connections.put(generation, fresh);
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void open(GenerationId generation, CompletableFuture<McpConnection> fresh) throws InterruptedException {
        try {
            McpConnection connection = maker.get();
            try {
                connection.open();
            } catch (McpFailure | InterruptedException failure) {
                connection.close();
                throw failure;
            }
            fresh.complete(connection);
        } catch (McpFailure | InterruptedException failure) {
            forget(generation, fresh);
            fresh.completeExceptionally(failure);
            if (failure instanceof InterruptedException interrupted) {
                throw interrupted;
            }
        }
    }

    private void forget(GenerationId generation, CompletableFuture<McpConnection> fresh) {
        lock.lock();
        try {
            connections.remove(generation, fresh);
        } finally {
            lock.unlock();
        }
    }

    /** It is of no use any more; the answer's next call opens another one. */
    void lost(McpConnection connection) {
        lock.lock();
        try {
            connections.values().removeIf(known -> known.state() == State.SUCCESS && known.resultNow() == connection);
        } finally {
            lock.unlock();
        }
    }

    /** That answer needs none any more. */
    void ended(GenerationId generation) {
        lock.lock();
        try {
            CompletableFuture<McpConnection> known = connections.remove(generation);
            if (known != null) {
                closeOnceOpen(known);
            }
        } finally {
            lock.unlock();
        }
    }

    private static void closeOnceOpen(CompletableFuture<McpConnection> known) {
        var _ = known.thenAcceptAsync(
                McpConnection::close,
                command -> Thread.ofVirtual().name("mcp close").start(command));
    }

    @Override
    public void close() {
        List<CompletableFuture<McpConnection>> open;
        lock.lock();
        try {
            isClosed = true;
            open = List.copyOf(connections.values());
            connections.clear();
        } finally {
            lock.unlock();
        }
        open.forEach(known -> {
            if (known.state() == State.SUCCESS) {
                known.resultNow().close();
            } else {
                closeOnceOpen(known);
            }
        });
    }
}
