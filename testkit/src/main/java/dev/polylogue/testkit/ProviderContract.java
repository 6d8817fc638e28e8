package dev.polylogue.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelEvent.Failed;
import dev.polylogue.engine.provider.ModelEvent.Finished;
import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.Usage;
import java.time.Duration;
import java.util.List;
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
public abstract class ProviderContract extends ProviderStopContract {

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
        assertThat(sink.events(ModelEvent.UsageReported.class).getLast())
                .isEqualTo(new ModelEvent.UsageReported(usage()));
    }

    /** What this dialect can tell of 11 tokens in, 3 of them cached, and 7 out, 2 of them reasoning. */
    protected Usage usage() {
        return new Usage(11, 7, 2L, 3L);
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

    @Test
    void silenceBeforeTheFirstByteEndsAfterItsTimeout() throws Exception {
        var time = new FakeTime();
        Provider there = open(upstream.rootUrl(), time);
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
        Provider there = open(upstream.rootUrl(), time);
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
        Provider there = open(upstream.rootUrl(), time);
        var sink = new RecordingSink();
        ModelCall call = there.start(ask("length-9-gated-yes"), sink);
        UpstreamRequest request = upstream.awaitRequests(1, SOON).getFirst();
        for (int token = 1; token <= 4; token++) {
            request.release(1);
            sink.awaitText(token, SOON);
            time.advance(Duration.ofSeconds(40));
        }
        assertThat(sink.terminals()).isEmpty();
        // The alarm looks at the clock on the event loop, which may be behind: it is given the last seconds until it
        // has.
        Await.until("the end of patience", SOON, () -> {
            time.advance(Duration.ofSeconds(20));
            return !sink.terminals().isEmpty();
        });
        Failed failed = (Failed) call.await();
        assertThat(failed.code()).isEqualTo(ErrorCode.UPSTREAM_TIMEOUT);
        assertThat(sink.text()).isEqualTo(SimulatedUpstream.textOf("length-9", 4));
        upstream.awaitClientLeft(request, GENEROUS);
        there.close();
    }

    @Test
    void afterTheFinishReasonAServerThatNeverEndsIsNotWaitedForLong() throws Exception {
        var time = new FakeTime();
        Provider there = open(upstream.rootUrl(), time);
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
}
