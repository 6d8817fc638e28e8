package dev.polylogue.faults;

import dev.polylogue.faults.SseSocket.Event;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.testkit.UpstreamRequest;
import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.History;
import dev.polylogue.testkit.checker.Sent;
import dev.polylogue.testkit.checker.Sight;
import dev.polylogue.testkit.checker.StoreView;
import dev.polylogue.testkit.checker.Told;
import dev.polylogue.testkit.checker.Told.Accepted;
import dev.polylogue.testkit.checker.View;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Has one answer after the other, stops or deletes some, and judges each by itself, so that it remembers none. */
final class SoakWorker {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Stage stage;
    private final Random random;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean isEnding;
    private final AtomicInteger answers = new AtomicInteger();
    private volatile @Nullable Throwable failure;

    SoakWorker(Stage stage, long seed) {
        this.stage = stage;
        this.random = new Random(seed);
    }

    SoakWorker start() {
        Thread.ofVirtual().name("soak-worker").start(this::work);
        return this;
    }

    int answers() {
        return answers.get();
    }

    /** Waits so long, or until one of them broke. */
    static void awaitHealthy(List<SoakWorker> workers, Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        for (long rest = time.toNanos(); rest > 0; rest = until - System.nanoTime()) {
            workers.getFirst().over.await(Math.min(rest, 100_000_000L), TimeUnit.NANOSECONDS);
            workers.forEach(SoakWorker::checkHealthy);
        }
    }

    /** Lets each of them bring its answer to an end, all at the same time. */
    static void end(List<SoakWorker> workers) throws InterruptedException {
        workers.forEach(worker -> worker.isEnding = true);
        for (SoakWorker worker : workers) {
            worker.awaitOver();
        }
    }

    private void awaitOver() throws InterruptedException {
        if (!over.await(SOON.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("a worker does not end");
        }
        checkHealthy();
    }

    private void checkHealthy() {
        Throwable broken = failure;
        if (broken != null) {
            throw new AssertionError("a worker broke", broken);
        }
    }

    private void work() {
        try {
            while (!isEnding) {
                oneAnswer();
                answers.incrementAndGet();
            }
        } catch (IOException | InterruptedException | RuntimeException | AssertionError broken) {
            failure = broken;
        } finally {
            over.countDown();
        }
    }

    private void oneAnswer() throws IOException, InterruptedException {
        int length = 40 + random.nextInt(80);
        int stopAt = random.nextInt(3) == 0 ? random.nextInt(length) : Integer.MAX_VALUE;
        Accepted accepted = stage.begin("rate-20-length-" + length + "-marked-yes");
        UpstreamRequest call = stage.call(accepted, 1);
        List<Told> told = new ArrayList<>(List.of(accepted));
        List<Sight> sights = follow(accepted, stopAt, told);
        call.awaitClientLeft(SOON);
        long from = System.nanoTime();
        Optional<List<Message>> messages = stage.messages(accepted.conversation());
        var store = new StoreView(
                from,
                System.nanoTime(),
                messages.map(there -> Map.of(accepted.conversation(), there)).orElse(Map.of()));
        Checker.atRest()
                .judge(new History(
                        List.of(new Sent(accepted.assistantMessage(), List.of(call.textSent()))),
                        told,
                        List.of(new View("worker", true, sights)),
                        List.of(store)));
        if (random.nextInt(3) == 0) {
            stage.delete(accepted);
        }
    }

    private List<Sight> follow(Accepted accepted, int stopAt, List<Told> told)
            throws IOException, InterruptedException {
        List<Sight> sights = new ArrayList<>();
        sights.add(new Sight.Opened(System.nanoTime(), accepted.generation(), 0));
        String path = "/api/generations/" + accepted.generation() + "/chunks";
        try (SseSocket stream = SseSocket.open(stage.server().port(), path, null)) {
            for (Event event = stream.next(); event != null && !event.data().equals("[DONE]"); event = stream.next()) {
                long offset = sights.size() - 1L;
                sights.add(new Sight.Chunks(
                        System.nanoTime(),
                        offset,
                        accepted.conversation(),
                        accepted.generation(),
                        offset,
                        List.of(event.data())));
                if (offset == stopAt) {
                    long asked = System.nanoTime();
                    told.add(Stage.stopped(asked, accepted, stage.stop(accepted)));
                }
            }
        }
        return sights;
    }
}
