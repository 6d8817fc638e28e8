package dev.polylogue.bench.micro;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.log.LogFollower;
import dev.polylogue.engine.log.LogIdentity;
import dev.polylogue.engine.log.LogSlice;
import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A chunk into a log, with and without followers that read as fast as they can, until all of them have its end. */
public class LogCost {

    private static final int CHUNKS = 1_000;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final UUID ID = new UUID(0x7000L, 0x8000_0000_0000_0000L);
    private static final Chunk WORDS = new Chunk.TextDelta("t0", " something");
    private static final Chunk END = new Chunk.Finish(FinishReason.STOP);

    private static GenerationLog open() {
        var identity = new LogIdentity(
                new UserId("local"),
                new GenerationId(ID),
                new ConversationId(ID),
                new MessageId(ID),
                null,
                "local/llama");
        return new LiveLogs(new SystemTime(), "0").open(identity);
    }

    private static GenerationLog fill(GenerationLog log) {
        for (int i = 1; i < CHUNKS; i++) {
            log.append(WORDS);
        }
        log.append(END);
        return log;
    }

    private static long readAll(GenerationLog log) throws InterruptedException {
        try (LogFollower follower = log.follow(0)) {
            LogSlice slice;
            do {
                slice = follower.await(LONG);
            } while (!slice.isEnd());
            return slice.nextOffset();
        }
    }

    /** How many follow. */
    @State(Scope.Benchmark)
    public static class Followers {

        @Param({"0", "1", "8"})
        private int followers;
    }

    /** A log that has ended. */
    @State(Scope.Benchmark)
    public static class Ended {

        private GenerationLog log = open();

        @Setup
        public void fill() {
            log = LogCost.fill(open());
        }
    }

    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public GenerationLog append(Followers state) throws InterruptedException {
        GenerationLog log = open();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < state.followers; i++) {
            readers.add(Thread.startVirtualThread(() -> {
                try {
                    readAll(log);
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        fill(log);
        for (Thread reader : readers) {
            reader.join();
        }
        return log;
    }

    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public long follow(Ended state) throws InterruptedException {
        return readAll(state.log);
    }
}
