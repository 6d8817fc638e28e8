package dev.polylogue.engine.testing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.ModelSink;
import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.provider.ProviderStatus;
import dev.polylogue.protocol.command.ModelInfo;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A model whose every word is the test's: the engine's calls wait in {@link #nextCall} for the test to say, fail, ask or
 * finish, or not to (a model that stalls). {@link #answering} lets a script answer each call by itself. Any thread may
 * use it.
 */
public final class ScriptedProvider implements Provider {

    private static final long PATIENCE_SECONDS = 20;

    private final String name;
    private final int maxConcurrent;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private volatile @Nullable Consumer<Call> script;

    public ScriptedProvider(String name, int maxConcurrent) {
        this.name = name;
        this.maxConcurrent = maxConcurrent;
    }

    /** From now on {@code script} answers each call, on a virtual thread of its own. */
    public void answering(Consumer<Call> script) {
        this.script = script;
    }

    /** The id of its one model. */
    public String model() {
        return name + "/model";
    }

    /** The oldest call that was not taken yet; waits for it, and fails when none comes. */
    public Call nextCall() throws InterruptedException {
        Call call = calls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("the model was not called");
        }
        return call;
    }

    /** Whether a call waits to be taken. */
    public boolean hasCall() {
        return !calls.isEmpty();
    }

    /** How many calls there ever were. */
    public int started() {
        return started.get();
    }

    /** How many calls have not ended. */
    public int open() {
        return open.get();
    }

    /** How many calls were open at once, at most. */
    public int mostOpen() {
        return mostOpen.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ProviderStatus status() {
        Integer limit = maxConcurrent == Integer.MAX_VALUE ? null : maxConcurrent;
        var capabilities = new ModelInfo.Capabilities(true, true, false);
        return new ProviderStatus(List.of(new ModelInfo(model(), name, "Model", capabilities, limit, true, null)));
    }

    @Override
    public int maxConcurrent() {
        return maxConcurrent;
    }

    @Override
    public ModelCall start(ModelRequest request, ModelSink sink) {
        var call = new Call(request, sink);
        started.incrementAndGet();
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        Consumer<Call> answer = script;
        if (answer == null) {
            calls.add(call);
        } else {
            Thread.ofVirtual().name("scripted-model").start(() -> answer.accept(call));
        }
        return call;
    }

    /** Gives up nothing: a test ends its own calls. */
    @Override
    public void close() {}

    /**
     * One call. Its sink is called inside its lock, which is how this fake keeps the promise of one event at a time and
     * none after the end.
     */
    public final class Call implements ModelCall {

        private final ModelRequest request;
        private final ModelSink sink;
        private final ReentrantLock lock = new ReentrantLock();
        private final CompletableFuture<ModelEvent.Terminal> end = new CompletableFuture<>();
        private final CountDownLatch closed = new CountDownLatch(1);

        @GuardedBy("lock") private boolean isOver;

        private Call(ModelRequest request, ModelSink sink) {
            this.request = request;
            this.sink = sink;
        }

        /** What the model was asked. */
        public ModelRequest request() {
            return request;
        }

        /** Says a piece of the answer. */
        public Call say(String text) {
            return tell(new ModelEvent.TextDelta(text));
        }

        /** Says a piece of reasoning. */
        public Call reason(String text) {
            return tell(new ModelEvent.ReasoningDelta(text));
        }

        /** Gives any event; dropped once the call is over. */
        public Call tell(ModelEvent event) {
            lock.lock();
            try {
                if (!isOver) {
                    sink.accept(event);
                }
            } finally {
                lock.unlock();
            }
            return this;
        }

        /** Gives an event even after the end, as no provider may. */
        public void tellLate(ModelEvent event) {
            sink.accept(event);
        }

        /** Ends the answer. */
        public void finish() {
            over(new ModelEvent.Finished(FinishReason.STOP));
        }

        /** Asks the person, and ends the call. */
        public void ask(String question, String... options) {
            tell(new ModelEvent.QuestionAsked(question, List.of(options)));
            over(new ModelEvent.Finished(FinishReason.TOOL_CALLS));
        }

        /** Calls a tool; more may follow before {@link #finishWithTools}. */
        public Call callTool(int index, String id, String name, String arguments) {
            return tell(new ModelEvent.ToolCallDelta(index, id, name, arguments));
        }

        /** Ends the answer, which waits for its tools. */
        public void finishWithTools() {
            over(new ModelEvent.Finished(FinishReason.TOOL_CALLS));
        }

        /** Fails, and will not work later either. */
        public void fail(String message) {
            over(new ModelEvent.Failed(ErrorCode.UPSTREAM_ERROR, message, null));
        }

        /** Refuses for now; {@code after} is when to come again, null for no wish. */
        public void refuse(@Nullable Duration after) {
            over(new ModelEvent.Failed(ErrorCode.UPSTREAM_BUSY, "Too many.", new ModelEvent.Retry(after)));
        }

        private void over(ModelEvent.Terminal terminal) {
            lock.lock();
            try {
                if (isOver) {
                    return;
                }
                isOver = true;
                sink.accept(terminal);
            } finally {
                lock.unlock();
            }
            open.decrementAndGet();
            end.complete(terminal);
            closed.countDown();
        }

        /** Waits until nothing of it is open; fails when that does not come. */
        public void awaitClosed() throws InterruptedException {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the call was not closed");
            }
        }

        @Override
        public ModelEvent.Terminal await() throws InterruptedException {
            try {
                return end.get();
            } catch (ExecutionException impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        public void close() {
            over(new ModelEvent.Cancelled());
        }

        @Override
        public boolean isClosed() {
            return closed.getCount() == 0;
        }
    }
}
