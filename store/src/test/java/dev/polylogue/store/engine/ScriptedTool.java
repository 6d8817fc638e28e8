package dev.polylogue.store.engine;

import dev.polylogue.engine.tool.PersonAnswer;
import dev.polylogue.engine.tool.RunnableTool;
import dev.polylogue.engine.tool.ToolCall;
import dev.polylogue.engine.tool.ToolResult;
import dev.polylogue.protocol.tool.ToolDefinition;
import dev.polylogue.protocol.tool.ToolPolicy;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** A tool whose every call waits for the test to say what it gives. */
final class ScriptedTool implements RunnableTool {

    static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final long PATIENCE_SECONDS = 20;

    private final String name;
    private final ToolPolicy policy;
    private final BlockingQueue<Run> runs = new LinkedBlockingQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile @Nullable String always;
    volatile String schema = "{}";

    ScriptedTool(String name, ToolPolicy policy) {
        this.name = name;
        this.policy = policy;
    }

    /** From now on every call gives that at once. */
    void answering(String output) {
        always = output;
    }

    int runs() {
        return count.get();
    }

    /** The oldest call that was not taken yet. */
    Run next() throws InterruptedException {
        Run run = runs.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (run == null) {
            throw new AssertionError("the tool was not called");
        }
        return run;
    }

    @Override
    public ToolDefinition definition() {
        return new ToolDefinition(name, "For tests", JsonMapper.shared().readTree(schema));
    }

    @Override
    public String source() {
        return "test";
    }

    @Override
    public ToolPolicy defaultPolicy() {
        return policy;
    }

    @Override
    public Duration deadline() {
        return DEADLINE;
    }

    @Override
    public ToolResult run(ToolCall call) throws InterruptedException {
        count.incrementAndGet();
        String output = always;
        if (output != null) {
            return new ToolResult.Done(StringNode.valueOf(output));
        }
        var run = new Run(call);
        runs.add(run);
        try {
            return run.steps.take().next();
        } catch (InterruptedException interrupted) {
            run.interrupted.countDown();
            throw interrupted;
        }
    }

    /** One call. */
    static final class Run {

        private final ToolCall call;
        private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
        private final CountDownLatch interrupted = new CountDownLatch(1);

        private Run(ToolCall call) {
            this.call = call;
        }

        private interface Step {
            ToolResult next() throws InterruptedException;
        }

        ToolCall call() {
            return call;
        }

        void give(String output) {
            steps.add(() -> new ToolResult.Done(StringNode.valueOf(output)));
        }

        void breakWith(RuntimeException failure) {
            steps.add(() -> {
                throw failure;
            });
        }

        /** Asks the person, and gives what they said. */
        void ask(String question, @Nullable JsonNode form) {
            steps.add(() -> {
                PersonAnswer answer = call.ask(question, form);
                return new ToolResult.Done(StringNode.valueOf(answer.toString()));
            });
        }

        void awaitInterrupted() throws InterruptedException {
            if (!interrupted.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the tool was not interrupted");
            }
        }
    }
}
