package dev.polylogue.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelEvent.Failed;
import dev.polylogue.engine.provider.ModelEvent.Finished;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.Usage;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every dialect must do with every model server that misbehaves. A dialect's test extends this and says how to open
 * a provider; it is done when all of this is green.
 */
@Timeout(60)
public abstract class ProviderContract {

    protected static final Duration SOON = Duration.ofSeconds(20);

    /** The aim is 25 ms and it is printed; a busy machine may be slow, but not this slow. */
    private static final Duration GENEROUS = Duration.ofSeconds(1);

    protected final SimulatedUpstream upstream = SimulatedUpstream.start();
    private final SystemTime systemTime = new SystemTime();
    private Provider provider;

    /** A provider of this dialect with its usual timeouts (first byte 120 s, idle 60 s) for the server there. */
    protected abstract Provider open(String baseUrl, Time time);

    /** Closes what {@link #open} opened beside the provider. */
    protected abstract void closeAll();

    @BeforeEach
    void openOne() {
        provider = open(upstream.baseUrl(), systemTime);
    }

    @AfterEach
    void close() {
        provider.close();
        closeAll();
        upstream.close();
        systemTime.close();
    }

    /** A request with one user message. */
    protected static ModelRequest ask(String model) {
        return new ModelRequest(model, "Be brief.", List.of(new PromptMessage.User("Hello")), false);
    }

    private RecordingSink finish(String model) throws InterruptedException {
        var sink = new RecordingSink();
        ModelCall call = provider.start(ask(model), sink);
        ModelEvent.Terminal end = sink.awaitEnd(SOON);
        assertThat(call.await()).isEqualTo(end);
        call.close();
        assertThat(call.isClosed()).isTrue();
        assertThat(sink.terminals()).containsExactly(end);
        assertThat(sink.events().getLast()).isEqualTo(end);
        upstream.awaitClientLeft(upstream.requests().getLast(), SOON);
        return sink;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "length-200",
                "length-50-lines-crlf",
                "length-50-lines-cr",
                "length-50-pings-yes",
                "length-50-split-1",
                "length-50-split-2-lines-crlf",
                "length-50-split-3-lines-cr",
                "length-50-split-7-framing-close",
                "length-50-end-nodone",
                "length-50-end-nodone-framing-close"
            })
    void theWholeTextComesHoweverTheBytesAreCut(String model) throws Exception {
        RecordingSink sink = finish(model);
        assertThat(sink.text()).isEqualTo(SimulatedUpstream.textOf(model, 200));
        assertThat(sink.terminals()).containsExactly(new Finished(FinishReason.STOP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reasoning_content", "reasoning"})
    void reasoningIsReadUnderBothNames(String field) throws Exception {
        RecordingSink sink = finish("reasoning-9-length-5-reasoningfield-" + field);
        assertThat(sink.reasoning()).isEqualTo(SimulatedUpstream.reasoningOf(9));
        assertThat(sink.text()).isEqualTo(SimulatedUpstream.textOf("length-5", 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "last"})
    void usageIsReadWhereverItComes(String place) throws Exception {
        RecordingSink sink = finish("length-5-reasoning-2-usage-" + place);
        assertThat(sink.events(ModelEvent.UsageReported.class))
                .containsExactly(new ModelEvent.UsageReported(new Usage(11, 7, 2L, 3L)));
    }

    @Test
    void anAnswerWithoutUsageIsAnAnswer() throws Exception {
        assertThat(finish("usage-never").events(ModelEvent.UsageReported.class)).isEmpty();
    }

    @Test
    void interleavedToolCallsAreKeptApartByTheirIndex() throws Exception {
        RecordingSink sink = finish("length-2-tools-2");
        for (int index = 0; index < 2; index++) {
            int wanted = index;
            var arguments = new StringBuilder();
            List<ModelEvent.ToolCallDelta> pieces = sink.events(ModelEvent.ToolCallDelta.class).stream()
                    .filter(piece -> piece.index() == wanted)
                    .toList();
            pieces.forEach(piece -> arguments.append(piece.argumentsDelta()));
            assertThat(pieces.getFirst().id()).isEqualTo("call_" + index);
            assertThat(pieces.getFirst().name()).isEqualTo("tool_" + index);
            assertThat(arguments).hasToString(SimulatedUpstream.argumentsOf(index));
        }
        assertThat(sink.terminals()).containsExactly(new Finished(FinishReason.TOOL_CALLS));
    }

    @ParameterizedTest
    @CsvSource({
        "nofinish, UPSTREAM_INTERRUPTED",
        "cut, UPSTREAM_INTERRUPTED",
        "reset, UPSTREAM_INTERRUPTED",
        "midcharacter, UPSTREAM_INTERRUPTED",
        "halfclose, UPSTREAM_INTERRUPTED",
        "errorframe, UPSTREAM_ERROR",
        "garbage, UPSTREAM_GARBAGE",
        "longline, UPSTREAM_GARBAGE",
        "longevent, UPSTREAM_GARBAGE"
    })
    void aStreamThatEndsBadlyFailsAndKeepsItsText(String ending, ErrorCode code) throws Exception {
        for (String framing : List.of("chunked", "close")) {
            String model = "length-30-end-" + ending + "-framing-" + framing;
            RecordingSink sink = finish(model);
            assertThat(((Failed) sink.terminals().getFirst()).code()).isEqualTo(code);
            assertThat(((Failed) sink.terminals().getFirst()).retry()).isNull();
            boolean isReset = "reset".equals(ending);
            assertThat(SimulatedUpstream.textOf(model, 30)).startsWith(sink.text());
            assertThat(isReset || sink.text().equals(SimulatedUpstream.textOf(model, 30)))
                    .isTrue();
        }
    }

    @Test
    void anErrorInsideTheStreamIsToldInTheServersWords() throws Exception {
        Failed failed = (Failed) finish("length-3-end-errorframe").terminals().getFirst();
        assertThat(failed.message()).contains("the model ran out of memory");
    }

    @ParameterizedTest
    @CsvSource({
        "400, UPSTREAM_REFUSED, false",
        "401, UPSTREAM_REFUSED, false",
        "404, UPSTREAM_REFUSED, false",
        "429, UPSTREAM_BUSY, true",
        "500, UPSTREAM_ERROR, false",
        "502, UPSTREAM_ERROR, true",
        "503, UPSTREAM_BUSY, true"
    })
    void aRefusalIsToldInWordsAndWhetherToTryAgain(int status, ErrorCode code, boolean again) throws Exception {
        RecordingSink sink = finish("status-" + status);
        Failed failed = (Failed) sink.terminals().getFirst();
        assertThat(failed.code()).isEqualTo(code);
        assertThat(failed.message()).contains("The model server answered " + status + ": ");
        assertThat(failed.retry() != null).isEqualTo(again);
        assertThat(sink.events()).hasSize(1);
    }

    @Test
    void aWrongKeySaysWhatToCheck() throws Exception {
        Failed failed = (Failed) finish("status-401").terminals().getFirst();
        assertThat(failed.message())
                .isEqualTo("The model server answered 401: Incorrect API key provided. Check the API key.");
    }

    @Test
    void retryAfterIsReadAsSecondsAndAsADate() throws Exception {
        upstream.model("seconds", Script.script().status(429).retryAfter("7").build());
        upstream.model(
                "date",
                Script.script()
                        .status(503)
                        .retryAfter("Fri, 31 Dec 2100 23:59:59 GMT")
                        .build());
        upstream.model(
                "past",
                Script.script()
                        .status(503)
                        .retryAfter("Fri, 31 Dec 1999 23:59:59 GMT")
                        .build());
        assertThat(retryOf("seconds")).isEqualTo(new ModelEvent.Retry(Duration.ofSeconds(7)));
        assertThat(retryOf("date")).isEqualTo(new ModelEvent.Retry(Duration.ofHours(1)));
        assertThat(retryOf("past")).isEqualTo(new ModelEvent.Retry(Duration.ZERO));
    }

    private Object retryOf(String model) throws InterruptedException {
        ModelEvent.Retry retry = ((Failed) finish(model).terminals().getFirst()).retry();
        return retry == null ? "none" : retry;
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() throws Exception {
        upstream.down();
        var sink = new RecordingSink();
        ModelCall call = provider.start(ask("length-5"), sink);
        Failed failed = (Failed) call.await();
        assertThat(failed.code()).isEqualTo(ErrorCode.UPSTREAM_UNREACHABLE);
        assertThat(failed.message()).contains("127.0.0.1:" + upstream.port());
        call.close();
        assertThat(call.isClosed()).isTrue();
    }

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
        provider.start(ask("length-1"), new RecordingSink()).await();
        List<Long> millis = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            var sink = new RecordingSink();
            int before = upstream.requests().size();
            ModelCall call = provider.start(ask(model), sink);
            UpstreamRequest request = upstream.awaitRequests(before + 1, SOON).getLast();
            if (model.contains("length-3")) {
                sink.awaitText(3, SOON);
            } else if (model.contains("length-10")) {
                sink.awaitText(10, SOON);
            } else if (model.contains("reasoning")) {
                sink.await("reasoning", SOON, so -> so.size() >= 5);
            }
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

    @Test
    void closingWhileItConnectsEndsAtOnce() throws Exception {
        try (var full = new FullServer()) {
            Provider there = open("http://127.0.0.1:" + full.port() + "/v1", systemTime);
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
            var barrier = new CyclicBarrier(2);
            Thread other = Thread.ofVirtual().start(() -> closeAtOnce(call, barrier));
            closeAtOnce(call, barrier);
            other.join();
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

    private static void closeAtOnce(ModelCall call, CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | java.util.concurrent.BrokenBarrierException broken) {
            throw new IllegalStateException(broken);
        }
        call.close();
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

    @Test
    void silenceBeforeTheFirstByteEndsAfterItsTimeout() throws Exception {
        var time = new FakeTime();
        Provider there = open(upstream.baseUrl(), time);
        var sink = new RecordingSink();
        ModelCall call = there.start(ask("silence-forever"), sink);
        UpstreamRequest request = upstream.awaitRequests(1, SOON).getFirst();
        time.advance(Duration.ofSeconds(119));
        assertThat(sink.terminals()).isEmpty();
        time.advance(Duration.ofSeconds(1));
        Failed failed = (Failed) call.await();
        assertThat(failed.code()).isEqualTo(ErrorCode.UPSTREAM_TIMEOUT);
        upstream.awaitClientLeft(request, GENEROUS);
        there.close();
    }

    @Test
    void silenceAfterAHeadAndBeforeAnyTextEndsToo() throws Exception {
        var time = new FakeTime();
        Provider there = open(upstream.baseUrl(), time);
        var sink = new RecordingSink();
        ModelCall call = there.start(ask("length-5-gated-yes"), sink);
        UpstreamRequest request = upstream.awaitRequests(1, SOON).getFirst();
        Await.until("the end", SOON, () -> {
            time.advance(Duration.ofSeconds(10));
            return !sink.terminals().isEmpty();
        });
        assertThat(((Failed) call.await()).code()).isEqualTo(ErrorCode.UPSTREAM_TIMEOUT);
        upstream.awaitClientLeft(request, GENEROUS);
        there.close();
    }

    @Test
    void silenceInMidStreamEndsAfterTheIdleTimeoutAndEachByteIsLife() throws Exception {
        var time = new FakeTime();
        Provider there = open(upstream.baseUrl(), time);
        var sink = new RecordingSink();
        ModelCall call = there.start(ask("length-9-gated-yes"), sink);
        UpstreamRequest request = upstream.awaitRequests(1, SOON).getFirst();
        for (int token = 1; token <= 4; token++) {
            request.release(1);
            sink.awaitText(token, SOON);
            time.advance(Duration.ofSeconds(40));
        }
        assertThat(sink.terminals()).isEmpty();
        time.advance(Duration.ofSeconds(20));
        Failed failed = (Failed) call.await();
        assertThat(failed.code()).isEqualTo(ErrorCode.UPSTREAM_TIMEOUT);
        assertThat(sink.text()).isEqualTo(SimulatedUpstream.textOf("length-9", 4));
        upstream.awaitClientLeft(request, GENEROUS);
        there.close();
    }

    @Test
    void afterTheFinishReasonAServerThatNeverEndsIsNotWaitedForLong() throws Exception {
        var time = new FakeTime();
        Provider there = open(upstream.baseUrl(), time);
        var sink = new RecordingSink();
        ModelCall call = there.start(ask("length-3-end-noend"), sink);
        sink.await("usage", SOON, so -> so.stream().anyMatch(ModelEvent.UsageReported.class::isInstance));
        Await.until("the end", SOON, () -> {
            time.advance(Duration.ofSeconds(1));
            return !sink.terminals().isEmpty();
        });
        assertThat(call.await()).isEqualTo(new Finished(FinishReason.STOP));
        assertThat(time.nanoTime()).isLessThan(Duration.ofSeconds(60).toNanos());
        there.close();
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
