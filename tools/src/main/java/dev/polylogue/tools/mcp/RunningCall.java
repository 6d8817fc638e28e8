package dev.polylogue.tools.mcp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.time.Time;
import dev.polylogue.engine.tool.PersonAnswer;
import dev.polylogue.engine.tool.ToolCall;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;
import tools.jackson.databind.JsonNode;

/** A call from the moment it is sent to its end. Any thread. */
final class RunningCall {

    /** How it went out: what the server knows it by, and what its transport needs to send more about it. */
    record Sent(Object requestId, ContextView context) {}

    private final ToolCall call;
    private final Time time;
    private final CompletableFuture<CallToolResult> result = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable Sent sent;
    private volatile boolean wasAskedInVain;

    /** The threads on which the person is asked; they end with the call. */
    @GuardedBy("lock") private final Set<Thread> asking = new HashSet<>();

    @GuardedBy("lock") private boolean hasEnded;

    RunningCall(ToolCall call, Time time) {
        this.call = call;
        this.time = time;
    }

    ToolCall call() {
        return call;
    }

    CompletableFuture<CallToolResult> result() {
        return result;
    }

    void sent(Sent how) {
        sent = how;
    }

    @Nullable Sent sent() {
        return sent;
    }

    /** The server asked something while this ran, and nobody could be told. */
    void askedInVain() {
        wasAskedInVain = true;
    }

    boolean wasAskedInVain() {
        return wasAskedInVain;
    }

    /** Has the person asked. The future fails when the call ends first. */
    CompletableFuture<PersonAnswer> ask(String question, JsonNode schema) {
        var answer = new CompletableFuture<PersonAnswer>();
        lock.lock();
        try {
            if (hasEnded) {
                answer.completeExceptionally(new McpFailure("the call has ended"));
                return answer;
            }
            asking.add(time.startThread("mcp question", () -> {
                try {
                    answer.complete(call.ask(question, schema));
                } catch (InterruptedException | RuntimeException failure) {
                    answer.completeExceptionally(failure);
                } finally {
                    answered();
                }
            }));
        } finally {
            lock.unlock();
        }
        return answer;
    }

    private void answered() {
        lock.lock();
        try {
            asking.remove(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    /** Nothing waits for it any more. */
    void end() {
        lock.lock();
        try {
            hasEnded = true;
            asking.forEach(Thread::interrupt);
        } finally {
            lock.unlock();
        }
    }
}
