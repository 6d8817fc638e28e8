package dev.polylogue.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelEvent.Failed;
import dev.polylogue.engine.provider.ModelEvent.Finished;
import dev.polylogue.engine.provider.Provider;
import dev.polylogue.protocol.message.FinishReason;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of the contract that is about closing: in every phase, from any thread, with exactly one end. */
abstract class ProviderStopContract extends ProviderScenario {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "silence-forever",
                "gated-yes",
                "length-3-end-stall",
                "rate-200-length-100000",
                "length-1000000",
                "length-3-end-noend",
                "reasoning-5-length-0-end-stall-framing-close"
            })
    void closingClosesTheConnectionInEveryPhase(String model) throws Exception {
        assumeFalse(endsWithItsFinish() && model.contains("noend"));
        provider.start(ask("length-1"), new RecordingSink()).await();
        List<Long> millis = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            var sink = new RecordingSink();
            int before = upstream.requests().size();
            ModelCall call = provider.start(ask(model), sink);
            UpstreamRequest request = upstream.awaitRequests(before + 1, SOON).getLast();
            awaitPhaseOf(model, sink);
            long begin = systemTime.nanoTime();
            call.close();
            long closedAfter = systemTime.nanoTime() - begin;
            assertThat(call.isClosed()).isTrue();
            assertThat(sink.awaitEnd(SOON)).isInstanceOf(ModelEvent.Cancelled.class);
            long leftAfter = upstream.awaitClientLeft(request, GENEROUS) - begin;
            assertThat(Duration.ofNanos(closedAfter)).isLessThan(GENEROUS);
            assertThat(Duration.ofNanos(leftAfter)).isLessThan(GENEROUS);
            assertThat(SimulatedUpstream.textOf(model, 100_000)).startsWith(sink.text());
            assertThat(sink.terminals()).hasSize(1);
            millis.add(Math.max(leftAfter, closedAfter) / 1_000_000);
        }
        System.out.println("closed " + model + " after ms " + millis);
    }

    private static void awaitPhaseOf(String model, RecordingSink sink) throws InterruptedException {
        if (model.contains("length-3")) {
            sink.awaitText(3, SOON);
        } else if (model.contains("length-10")) {
            sink.awaitText(10, SOON);
        } else if (model.contains("reasoning")) {
            sink.await("reasoning", SOON, so -> so.size() >= 5);
        }
    }

    @Test
    void closingWhileItConnectsEndsAtOnce() throws Exception {
        try (var full = new FullServer()) {
            Provider there = open("http://127.0.0.1:" + full.port(), systemTime);
            var sink = new RecordingSink();
            ModelCall call = there.start(ask("length-5"), sink);
            long begin = systemTime.nanoTime();
            call.close();
            assertThat(Duration.ofNanos(systemTime.nanoTime() - begin)).isLessThan(GENEROUS);
            assertThat(call.isClosed()).isTrue();
            assertThat(sink.awaitEnd(SOON)).isInstanceOf(ModelEvent.Cancelled.class);
            there.close();
        }
    }

    @Test
    void anInterruptedThreadStillClosesAndStaysInterrupted() throws Exception {
        var sink = new RecordingSink();
        ModelCall call = provider.start(ask("length-3-end-stall"), sink);
        sink.awaitText(3, SOON);
        Thread.currentThread().interrupt();
        call.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(call.isClosed()).isTrue();
        upstream.awaitClientLeft(upstream.requests().getLast(), GENEROUS);
    }

    @Test
    void aCloseThatRacesWithTheEndGivesOneEnd() throws Exception {
        var random = new Random(42);
        for (int round = 0; round < 100; round++) {
            var sink = new RecordingSink();
            ModelCall call = provider.start(ask("length-6"), sink);
            sink.awaitText(1 + random.nextInt(6), SOON);
            TwoClosers.close(call);
            ModelEvent.Terminal end = sink.awaitEnd(SOON);
            assertThat(call.await()).isEqualTo(end);
            assertThat(sink.terminals()).containsExactly(end);
            assertThat(sink.events().getLast()).isEqualTo(end);
            assertThat(call.isClosed()).isTrue();
        }
        for (UpstreamRequest request : upstream.requests()) {
            upstream.awaitClientLeft(request, SOON);
        }
    }

    @Test
    void oneThatStallsOneThatThrowsAndOneThatIsClosedHurtNoOther() throws Exception {
        var stalled = new RecordingSink();
        ModelCall stalledCall = provider.start(ask("length-3-end-stall"), stalled);
        ModelCall throwing = provider.start(ask("length-50"), _ -> {
            throw new IllegalStateException("a broken sink");
        });
        List<RecordingSink> others = new ArrayList<>();
        List<ModelCall> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            others.add(new RecordingSink());
            calls.add(provider.start(ask("rate-1000-length-100"), others.getLast()));
        }
        stalled.awaitText(3, SOON);
        stalledCall.close();
        assertThat(throwing.await()).isInstanceOf(Finished.class);
        for (RecordingSink sink : others) {
            assertThat(sink.awaitEnd(SOON)).isEqualTo(new Finished(FinishReason.STOP));
            assertThat(sink.text()).isEqualTo(SimulatedUpstream.textOf("length-100", 100));
        }
        calls.forEach(ModelCall::close);
    }

    @Test
    void aProviderThatIsClosedEndsItsCallsAsFailed() throws Exception {
        var sink = new RecordingSink();
        ModelCall call = provider.start(ask("length-3-end-stall"), sink);
        sink.awaitText(3, SOON);
        provider.close();
        assertThat(call.await()).isInstanceOf(Failed.class);
        upstream.awaitClientLeft(upstream.requests().getFirst(), GENEROUS);
    }

    /** A server whose queue of connections is full, so that a further one neither comes nor is refused. */
    private static final class FullServer implements AutoCloseable {
        private final ServerSocket server;
        private final List<java.nio.channels.SocketChannel> waiting = new ArrayList<>();

        private FullServer() throws java.io.IOException {
            server = new ServerSocket(0, 1, java.net.InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
            for (int i = 0; i < 4; i++) {
                var channel = java.nio.channels.SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(server.getLocalSocketAddress());
                waiting.add(channel);
            }
        }

        private int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws java.io.IOException {
            for (var channel : waiting) {
                channel.close();
            }
            server.close();
        }
    }
}
