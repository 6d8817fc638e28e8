package dev.polylogue.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.log.LogFollower;
import dev.polylogue.engine.log.LogIdentity;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Usage;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StepSinkTest {

    private static final UUID ID = new UUID(0x7000, 1);
    private static final ModelEvent FINISHED = new ModelEvent.Finished(FinishReason.STOP);

    private final GenerationLog log = new LiveLogs(new FakeTime(), "e0")
            .open(new LogIdentity(
                    new UserId("ann"),
                    new GenerationId(ID),
                    new ConversationId(ID),
                    new MessageId(ID),
                    null,
                    "test/model"));

    private StepSink sink(long maxCharacters) {
        return new StepSink(log, new PartIds(List.of()), 1, maxCharacters, null);
    }

    private static ModelEvent text(String text) {
        return new ModelEvent.TextDelta(text);
    }

    @Test
    void textAndReasoningTakeTurnsInPartsOfTheirOwn() {
        StepSink sink = sink(100);
        sink.accept(text("a"));
        sink.accept(new ModelEvent.ReasoningDelta("b"));
        sink.accept(text("c"));
        sink.accept(text("d"));
        sink.close();

        assertThat(log.parts())
                .containsExactly(new Part.Text("t0", "a"), new Part.Reasoning("r1", "b"), new Part.Text("t2", "cd"));
    }

    @Test
    void whatComesFirstIsWaitedForAndWhatFollowsOnlyByWhoWritesItAtOnce() {
        StepSink sink = sink(100);
        assertThat(sink.isPatient()).isFalse();

        sink.accept(text("a"));
        assertThat(sink.isPatient()).isTrue();

        try (LogFollower _ = log.follow(0)) {
            assertThat(sink.isPatient()).isFalse();
        }
        assertThat(sink.isPatient()).isTrue();
    }

    @Test
    void interleavedPiecesOfToolCallsFindTheirCall() {
        StepSink sink = sink(1_000);
        sink.accept(new ModelEvent.ToolCallDelta(0, "call_a", "weather", "{\"city\":"));
        sink.accept(new ModelEvent.ToolCallDelta(1, null, "clock", ""));
        sink.accept(new ModelEvent.ToolCallDelta(0, null, null, "\"Ulm\"}"));
        sink.accept(new ModelEvent.ToolCallDelta(2, "call_c", "cut", "{\"half"));
        sink.close();

        assertThat(log.parts()).hasSize(3);
        assertThat(log.parts().get(0)).isInstanceOfSatisfying(Part.ToolCall.class, call -> {
            assertThat(call.state()).isEqualTo(Part.ToolCallState.INPUT_AVAILABLE);
            assertThat(call.inputText()).isEqualTo("{\"city\":\"Ulm\"}");
        });
        assertThat(log.parts().get(1)).isInstanceOfSatisfying(Part.ToolCall.class, call -> {
            assertThat(call.toolName()).isEqualTo("clock");
            assertThat(call.state()).isEqualTo(Part.ToolCallState.INPUT_AVAILABLE);
        });
        assertThat(log.parts().get(2)).isInstanceOfSatisfying(Part.ToolCall.class, call -> assertThat(call.state())
                .isEqualTo(Part.ToolCallState.INPUT_STREAMING));
    }

    @Test
    void toolCallsOfOneAnswerHaveDifferentNamesWhateverTheModelCallsThem() {
        log.append(new Chunk.ToolInputStart("call_0", "clock", 1));
        log.append(new Chunk.ToolInputStart("call_1", "clock", 1));
        var sink = new StepSink(log, new PartIds(log.parts()), 2, 1_000, null);
        sink.accept(new ModelEvent.ToolCallDelta(0, "call_0", "weather", "{}"));
        sink.accept(new ModelEvent.ToolCallDelta(1, "call_3", "weather", "{}"));
        sink.accept(new ModelEvent.ToolCallDelta(2, null, "weather", "{}"));

        assertThat(log.parts().stream().map(part -> ((Part.ToolCall) part).toolCallId()))
                .hasSize(5)
                .doesNotHaveDuplicates()
                .contains("call_3");
    }

    @Test
    void nothingIsTakenAfterTheTerminalEvent() {
        StepSink sink = sink(100);
        sink.accept(text("all"));
        sink.accept(FINISHED);
        sink.accept(text(" and more"));
        sink.accept(new ModelEvent.QuestionAsked("Late?", List.of()));

        assertThat(log.parts()).containsExactly(new Part.Text("t0", "all"));
        assertThat(sink.question()).isNull();
    }

    @Test
    void anAnswerThatIsTooLongEndsItsCallOnceAndGrowsNoMore() {
        var closed = new AtomicInteger();
        StepSink sink = sink(5);
        sink.onTooLong(closed::incrementAndGet);
        sink.accept(text("12345"));
        assertThat(sink.isTooLong()).isFalse();
        sink.accept(text("6"));
        sink.accept(text("7"));
        sink.accept(new ModelEvent.UsageReported(new Usage(1, 2, null, null)));

        assertThat(closed).hasValue(1);
        assertThat(log.parts()).containsExactly(new Part.Text("t0", "123456"));
        assertThat(sink.usage()).isEqualTo(new Usage(1, 2, null, null));
    }

    /** The model may be quicker than the loop that says how its call is ended. */
    @Test
    void anAnswerThatIsTooLongAtOnceEndsItsCallToo() {
        var closed = new AtomicInteger();
        StepSink sink = sink(5);
        sink.accept(text("123456"));
        sink.onTooLong(closed::incrementAndGet);

        assertThat(closed).hasValue(1);
    }

    @Test
    void whatWasThereCountsAndItsPartIsGoneOnWith() {
        log.append(new Chunk.TextStart("t0"));
        log.append(new Chunk.TextDelta("t0", "1234"));
        var sink = new StepSink(log, new PartIds(log.parts()), 1, 5, "t0");
        sink.accept(text("56"));
        sink.close();

        assertThat(sink.isTooLong()).isTrue();
        assertThat(log.parts()).containsExactly(new Part.Text("t0", "123456"));
        assertThat(log.read(0).chunks().stream().map(ChunkCodec::decode)).endsWith(new Chunk.TextEnd("t0"));
    }
}
