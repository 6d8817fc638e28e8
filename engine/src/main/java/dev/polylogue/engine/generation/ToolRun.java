package dev.polylogue.engine.generation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.time.Time;
import dev.polylogue.engine.tool.PersonAnswer;
import dev.polylogue.engine.tool.RunnableTool;
import dev.polylogue.engine.tool.ToolCall;
import dev.polylogue.engine.tool.ToolResult;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.ToolActivity;
import dev.polylogue.protocol.message.ToolActivity.Progress;
import dev.polylogue.protocol.message.ToolActivity.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One call of a tool while it runs, on a virtual thread of its own. It ends once: by its result, by a stop or by its
 * deadline. One that does not heed the interrupt is left behind after {@link #PATIENCE}: what it gives then is dropped.
 */
final class ToolRun implements ToolCall {

    private static final Logger LOG = LoggerFactory.getLogger(ToolRun.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PROGRESS_PAUSE = Duration.ofMillis(200);

    private final Generation generation;
    private final GenerationLog log;
    private final Time time;
    private final Asking asking;
    private final String id;
    private final RunnableTool tool;
    private final JsonNode arguments;
    private final Instant startedAt;
    private final long began;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private boolean isEnded;

    @GuardedBy("lock") private @Nullable State cut;

    @GuardedBy("lock") private @Nullable Thread thread;

    @GuardedBy("lock") private long lastProgress;

    @GuardedBy("lock") private Time.@Nullable Timer deadline;

    /** Nanoseconds in which it did not run but wait for the person. */
    private final AtomicLong asked = new AtomicLong();

    ToolRun(Generation generation, Surroundings surroundings, Asking asking, ToolDecision.Run run) {
        this.generation = generation;
        this.log = generation.log();
        this.time = surroundings.time();
        this.asking = asking;
        this.id = run.call().toolCallId();
        this.tool = run.tool();
        this.arguments = run.arguments();
        this.startedAt = time.now();
        this.began = time.nanoTime();
        this.lastProgress = began - PROGRESS_PAUSE.toNanos();
    }

    /** Says that it runs, before it does. */
    void announce() {
        log.append(chunk(State.RUNNING, null, null));
    }

    void start() {
        lock.lock();
        try {
            if (cut == null) {
                deadline = time.schedule(tool.deadline(), () -> cut(State.TIMED_OUT));
                thread = time.startThread("tool-" + tool.definition().name(), this::work);
                return;
            }
        } finally {
            lock.unlock();
        }
        end(new ToolResult.Failed(Part.ToolCall.CUT_OFF));
    }

    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Its answer was stopped. Returns at once. */
    void cancel() {
        cut(State.CANCELLED);
    }

    private void cut(State why) {
        Thread running;
        lock.lock();
        try {
            if (isEnded || cut != null) {
                return;
            }
            cut = why;
            running = thread;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.interrupt();
            time.schedule(PATIENCE, () -> end(new ToolResult.Failed("")));
        }
    }

    private void work() {
        ToolResult result;
        try {
            result = tool.run(this);
        } catch (InterruptedException interrupted) {
            result = new ToolResult.Failed("The tool was interrupted.");
        } catch (RuntimeException | Error failure) {
            LOG.warn("tool {} failed", tool.definition().name(), failure);
            result = new ToolResult.Failed("The tool " + tool.definition().name() + " failed: " + failure.getMessage());
        }
        end(result);
    }

    private void end(ToolResult result) {
        State why;
        lock.lock();
        try {
            if (isEnded) {
                return;
            }
            isEnded = true;
            why = cut;
            if (deadline != null) {
                deadline.close();
            }
        } finally {
            lock.unlock();
        }
        say(result, why);
        ended.countDown();
    }

    private void say(ToolResult result, @Nullable State cutBy) {
        long elapsed = Duration.ofNanos(time.nanoTime() - began - asked.get()).toMillis();
        switch (result) {
            case ToolResult.Done done
            when cutBy == null -> {
                log.append(chunk(State.DONE, elapsed, null));
                log.append(new Chunk.ToolOutputAvailable(id, done.output()));
            }
            case ToolResult.Done _, ToolResult.Failed _ -> {
                log.append(chunk(cutBy == null ? State.FAILED : cutBy, elapsed, null));
                log.append(new Chunk.ToolOutputError(id, words(result, cutBy)));
            }
        }
    }

    private String words(ToolResult result, @Nullable State cutBy) {
        if (cutBy == State.TIMED_OUT) {
            return "The tool took longer than " + tool.deadline().toSeconds() + " s and was ended.";
        }
        return cutBy == null && result instanceof ToolResult.Failed(String message) ? message : Part.ToolCall.CUT_OFF;
    }

    private Chunk chunk(State state, @Nullable Long elapsed, @Nullable Progress progress) {
        var activity = new ToolActivity(state, tool.source(), null, startedAt, elapsed, progress);
        return ToolChunks.fares(id, activity, null);
    }

    @Override
    public UserId owner() {
        return generation.assignment().owner();
    }

    @Override
    public GenerationId generation() {
        return generation.id();
    }

    @Override
    public JsonNode arguments() {
        return arguments;
    }

    /** A tool that tells more often than anybody can read is heard a few times a second. */
    @Override
    public void progress(Progress progress) {
        lock.lock();
        try {
            long now = time.nanoTime();
            if (isEnded || now - lastProgress < PROGRESS_PAUSE.toNanos()) {
                return;
            }
            lastProgress = now;
        } finally {
            lock.unlock();
        }
        log.append(chunk(State.RUNNING, null, progress));
    }

    @Override
    public PersonAnswer ask(String question, @Nullable JsonNode schema) throws InterruptedException {
        long begin = time.nanoTime();
        pauseDeadline();
        try {
            return asking.elicit(id, question, schema);
        } finally {
            asked.addAndGet(time.nanoTime() - begin);
            resumeDeadline();
        }
    }

    private void pauseDeadline() {
        lock.lock();
        try {
            Objects.requireNonNull(deadline).close();
        } finally {
            lock.unlock();
        }
    }

    private void resumeDeadline() {
        Duration ran = Duration.ofNanos(time.nanoTime() - began - asked.get());
        Duration left = tool.deadline().minus(ran);
        lock.lock();
        try {
            if (!isEnded) {
                deadline = time.schedule(left.isNegative() ? Duration.ZERO : left, () -> cut(State.TIMED_OUT));
            }
        } finally {
            lock.unlock();
        }
    }
}
