package dev.polylogue.testkit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.time.Time;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * One request that the simulated upstream was sent, and what became of it. Any thread may use it. Moments are those of
 * the upstream's {@link Time#nanoTime}, which in one process is {@link System#nanoTime}.
 */
public final class UpstreamRequest {

    private final Time time;
    private final int number;
    private final Map<String, String> headers;
    private final JsonNode body;
    private final String model;
    private final String mark;
    private final long arrivedNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock") private final Progress progress = new Progress();

    UpstreamRequest(Time time, int number, Map<String, String> headers, JsonNode body, Speaker speaker) {
        this.time = time;
        this.number = number;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.model = speaker.model();
        this.mark = ChatAnswer.markOf(speaker.prompt());
        this.arrivedNanos = time.nanoTime();
    }

    /** 0 for the first one. */
    public int number() {
        return number;
    }

    public String model() {
        return model;
    }

    /** Names in lower case. */
    public Map<String, String> headers() {
        return headers;
    }

    public JsonNode body() {
        return body;
    }

    public long arrivedNanos() {
        return arrivedNanos;
    }

    /** When the client closed its side; empty as long as it is there. */
    public OptionalLong clientLeftNanos() {
        lock.lock();
        try {
            return progress.left ? OptionalLong.of(progress.leftNanos) : OptionalLong.empty();
        } finally {
            lock.unlock();
        }
    }

    /** How many tokens of text and reasoning were written. */
    public int tokensSent() {
        lock.lock();
        try {
            return progress.tokensSent;
        } finally {
            lock.unlock();
        }
    }

    /** The first word of the person's last message in the prompt. */
    public String mark() {
        return mark;
    }

    /** The text that was written, without reasoning. */
    public String textSent() {
        lock.lock();
        try {
            int tokens = Math.clamp(progress.tokensSent - progress.reasoning, 0, progress.texts.size());
            return String.join("", progress.texts.subList(0, tokens));
        } finally {
            lock.unlock();
        }
    }

    /** When the tokens of {@link #textSent} were written, one after the other. */
    public long[] textNanos() {
        lock.lock();
        try {
            int from = Math.min(progress.reasoning, progress.tokensSent);
            return Arrays.copyOfRange(progress.tokenNanos, from, progress.tokensSent);
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes of the body were written. */
    public long bytesSent() {
        lock.lock();
        try {
            return progress.bytesSent;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the next {@code tokens} of a gated script out. */
    public void release(long tokens) {
        change(now -> now.released += tokens);
    }

    /** Waits until the client has left; returns the moment. {@link AssertionError} when it has not in time. */
    public long awaitClientLeft(Duration atMost) throws InterruptedException {
        if (!waitUntil(now -> now.left, atMost)) {
            throw new AssertionError("the client of request " + number + " is still there after " + atMost);
        }
        return clientLeftNanos().orElseThrow();
    }

    /** Waits until that many tokens were written. {@link AssertionError} when they were not in time. */
    public void awaitTokensSent(int tokens, Duration atMost) throws InterruptedException {
        if (!waitUntil(now -> now.tokensSent >= tokens, atMost)) {
            throw new AssertionError("only " + tokensSent() + " of " + tokens + " tokens after " + atMost);
        }
    }

    /** Sees the client go; the first time counts. */
    void clientLeft() {
        long moment = time.nanoTime();
        change(now -> {
            if (!now.left) {
                now.left = true;
                now.leftNanos = moment;
            }
        });
    }

    /** Notes what will be said: so many tokens of reasoning, then these of text. */
    void says(int reasoning, List<String> texts) {
        change(now -> {
            now.reasoning = reasoning;
            now.texts = texts;
        });
    }

    void sent(int tokens, long bytes) {
        long moment = time.nanoTime();
        change(now -> {
            for (int token = 0; token < tokens; token++) {
                now.sentToken(moment);
            }
            now.bytesSent += bytes;
        });
    }

    /** Waits for one token's release; false: the client has left. */
    boolean takeRelease() throws InterruptedException {
        waitUntil(now -> now.left || now.released > 0, Script.FOR_EVER);
        change(now -> now.released--);
        return clientLeftNanos().isEmpty();
    }

    /** Waits until {@code nanos} of the upstream's time, or until the client has left: then false. */
    boolean waitWhileThere(long nanos) throws InterruptedException {
        return !waitUntil(now -> now.left, Duration.ofNanos(Math.max(0, nanos - time.nanoTime())));
    }

    private void change(Consumer<Progress> action) {
        lock.lock();
        try {
            action.accept(progress);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean waitUntil(Predicate<Progress> claim, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long remaining = atMost.toNanos();
            while (!claim.test(progress)) {
                if (remaining <= 0) {
                    return false;
                }
                remaining = changed.awaitNanos(remaining);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static final class Progress {
        private long leftNanos;
        private boolean left;
        private long released;
        private int tokensSent;
        private long bytesSent;
        private int reasoning;
        private List<String> texts = List.of();
        private long[] tokenNanos = new long[64];

        private void sentToken(long moment) {
            if (tokensSent == tokenNanos.length) {
                tokenNanos = Arrays.copyOf(tokenNanos, 2 * tokensSent);
            }
            tokenNanos[tokensSent] = moment;
            tokensSent++;
        }
    }
}
