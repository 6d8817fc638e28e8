package dev.polylogue.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelEvent.TextDelta;
import dev.polylogue.engine.provider.ModelEvent.ToolCallDelta;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.providers.call.UnreadableFrameException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatFramesTest {

    private final ChatFrames frames = new ChatFrames(false);
    private final List<ModelEvent> events = new ArrayList<>();

    private List<ModelEvent> read(String frame) {
        events.clear();
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        frames.read(bytes, 0, bytes.length, events::add);
        return events;
    }

    private List<ModelEvent> delta(String delta) {
        return read("{\"choices\":[{\"delta\":" + delta + "}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"choices\":[]}",
                "{\"choices\":null}",
                "{\"choices\":[],\"prompt_filter_results\":[{\"index\":0}]}",
                "{\"choices\":[{}]}",
                "{\"choices\":[{\"delta\":null,\"finish_reason\":null}]}",
                "{\"choices\":[{\"delta\":{\"content\":null,\"tool_calls\":null,\"reasoning\":null}}],\"usage\":null}",
                "{\"choices\":[{\"delta\":{\"content\":\"\"}}],\"error\":null,\"new\":{\"a\":[1]}}"
            })
    void whatSaysNothingIsNothing(String frame) {
        assertThat(read(frame)).isEmpty();
        assertThat(frames.finishReason()).isNull();
    }

    @Test
    void contentMayBeAnArrayOfParts() {
        assertThat(delta("{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]}"))
                .containsExactly(new TextDelta("ab"));
    }

    @Test
    void toolCallsWithoutAnIndexAreToldApartByTheirId() {
        assertThat(delta("{\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                        + "{\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":{\"x\":1}}}]}"))
                .containsExactly(new ToolCallDelta(0, "a", "f", "{}"), new ToolCallDelta(1, "b", "g", "{\"x\":1}"));
        assertThat(delta("{\"tool_calls\":[{\"function\":{\"arguments\":\"z\"}}]}"))
                .containsExactly(new ToolCallDelta(1, null, null, "z"));
    }

    @Test
    void anUnknownFinishReasonIsAnEndAllTheSame() {
        assertThat(read("{\"choices\":[{\"delta\":{},\"finish_reason\":\"because\"}]}"))
                .isEmpty();
        assertThat(frames.finishReason()).isEqualTo(FinishReason.OTHER);
    }

    @Test
    void anErrorMayBeAStringOrAnObject() {
        assertThat(read("{\"error\":\"boom\"}"))
                .singleElement()
                .isInstanceOfSatisfying(ModelEvent.Failed.class, failed -> assertThat(failed.message())
                        .isEqualTo("The model server reported an error: boom."));
        assertThat(
                        read(
                                "{\"error\":{\"message\":\"Provider returned error\",\"metadata\":{\"raw\":\"It is too warm.\"}}}"))
                .singleElement()
                .isInstanceOfSatisfying(ModelEvent.Failed.class, failed -> assertThat(failed.message())
                        .isEqualTo("The model server reported an error: Provider returned error: It is too warm."));
        assertThat(read("{\"error\":{\"code\":500}}")).singleElement().isInstanceOf(ModelEvent.Failed.class);
    }

    @Test
    void anAnswerThatCameWholeIsRead() {
        frames.readWhole(
                "{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"length\"}]}"
                        .getBytes(StandardCharsets.UTF_8),
                events::add);
        assertThat(events).containsExactly(new TextDelta("hi"));
        assertThat(frames.finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "{\"choices\":", "<html>"})
    void whatIsNoJsonIsUnreadable(String frame) {
        assertThatThrownBy(() -> read(frame)).isInstanceOf(UnreadableFrameException.class);
    }
}
