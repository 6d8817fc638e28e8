package dev.polylogue.providers.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelEvent.Cancelled;
import dev.polylogue.engine.provider.ModelEvent.Failed;
import dev.polylogue.engine.provider.ModelEvent.Finished;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.provider.PromptMessage.Asked;
import dev.polylogue.engine.provider.PromptMessage.Assistant;
import dev.polylogue.engine.provider.PromptMessage.User;
import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.testkit.RecordingSink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GuideProviderTest {

    private static final Duration LONG = Duration.ofMinutes(30);

    private final FakeTime time = new FakeTime();
    private final GuideProvider guide = new GuideProvider(time, 60);

    private RecordingSink answer(boolean goesOn, PromptMessage... prompt) {
        var sink = new RecordingSink();
        ModelCall call = guide.start(new ModelRequest("guide", null, List.of(prompt), goesOn), sink);
        time.advance(LONG);
        assertThat(sink.terminals()).hasSize(1);
        assertThat(sink.events().getLast()).isEqualTo(sink.terminals().getFirst());
        assertThat(call.isClosed()).isTrue();
        assertThat(time.timers()).isZero();
        return sink;
    }

    private RecordingSink answer(String prompt) {
        return answer(false, new User(prompt));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What is Polylogue?       | any number of conversations",
                "What does it do?         | What it does",
                "Show me a long answer    | everything that I know",
                "Show me code             | ```python",
                "Show me a table          | aligned to the right",
                "Show me reasoning        | One connection is enough",
                "A slow start             | 10 seconds",
                "Show me math             | $$",
                "How do I connect Ollama? | ollama pull",
                "Show me a list           | 1. Ask"
            })
    void everySuggestionIsAnsweredToThePoint(String prompt, String text) {
        RecordingSink sink = answer(prompt);
        assertThat(sink.text()).contains(text.strip());
        assertThat(sink.terminals()).containsExactly(new Finished(FinishReason.STOP));
    }

    @Test
    void anAnswerFromAPageNamesItAndSaysThatTheGuideIsNoModel() {
        RecordingSink sink = answer("How do I connect Ollama?");
        assertThat(sink.events(ModelEvent.SourceDocument.class))
                .contains(new ModelEvent.SourceDocument("guide/connect-models", "text/markdown", "Connecting a model"));
        assertThat(sink.text()).contains("“Connecting a model”").contains("not a language model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello", "hi!", "Guten Tag", "Bonjour", "¡Hola! ¿Qué tal?", "你好", "Hallo zusammen"})
    void aGreetingIsAnsweredWithWhatTheGuideIs(String greeting) {
        assertThat(answer(greeting).text()).contains("not a language model").contains("How do I connect Ollama?");
    }

    @Test
    void whatItDoesNotKnowItSays() {
        RecordingSink sink = answer("Who won the chess championship in 1972?");
        assertThat(sink.text())
                .startsWith("I found nothing about that in my pages.")
                .contains("not a language model");
        assertThat(sink.events(ModelEvent.SourceDocument.class)).isEmpty();
    }

    @Test
    void reasoningComesBeforeTheAnswer() {
        RecordingSink sink = answer("Show me reasoning");
        assertThat(sink.events().getFirst()).isInstanceOf(ModelEvent.ReasoningDelta.class);
        assertThat(sink.reasoning()).contains("720 words per second");
    }

    @Test
    void aQuestionIsAskedAndItsAnswerIsTakenUp() {
        RecordingSink sink = answer("Ask me a question");
        var asked = sink.events(ModelEvent.QuestionAsked.class).getFirst();
        assertThat(asked.options()).containsExactlyElementsOf(Demonstration.TOPICS);
        assertThat(sink.terminals()).containsExactly(new Finished(FinishReason.TOOL_CALLS));
        var user = new User("Ask me a question");
        var said = new Assistant(sink.text());
        for (String topic : Demonstration.TOPICS) {
            RecordingSink next = answer(false, user, said, new Asked(asked.question(), topic));
            assertThat(next.text()).startsWith("You answered: **" + topic + "**.");
            assertThat(next.events(ModelEvent.SourceDocument.class)).isNotEmpty();
        }
        assertThat(answer(false, user, said, new Asked(asked.question(), null)).text())
                .startsWith("No answer is fine too");
        assertThat(answer(false, user, said, new Asked(asked.question(), "the weather on Mars"))
                        .text())
                .startsWith("You answered: **the weather on Mars**.")
                .contains("I found nothing");
    }

    @Test
    void itFailsOnPurposeAfterHalfASentenceAndGoesOnWithTheOtherHalf() {
        RecordingSink failed = answer("Fail on purpose");
        assertThat(failed.terminals().getFirst()).isInstanceOf(Failed.class);
        assertThat(failed.text()).isEqualTo("I am going to fail in the middle of this ");
        RecordingSink rest = answer(true, new User("Fail on purpose"), new Assistant(failed.text()));
        assertThat(rest.text()).startsWith("sentence. ");
        assertThat(rest.terminals()).containsExactly(new Finished(FinishReason.STOP));
    }

    @Test
    void aSlowStartIsSilentForTenSecondsAndCanBeStopped() {
        var sink = new RecordingSink();
        ModelCall call = guide.start(request("A slow start"), sink);
        time.advance(Duration.ofMillis(9_999));
        assertThat(sink.events()).isEmpty();
        call.close();
        assertThat(sink.events()).containsExactly(new Cancelled());
        time.advance(LONG);
        assertThat(sink.events()).hasSize(1);
    }

    @Test
    void itSpeaksAtReadingSpeed() {
        var sink = new RecordingSink();
        ModelCall call = guide.start(request("Show me a long answer"), sink);
        time.advance(Duration.ofSeconds(10));
        assertThat(sink.text().split("\\s+", -1).length).isBetween(590, 610);
        assertThat(sink.events().size()).isBetween(200, 320);
        call.close();
        assertThat(sink.events().getLast()).isEqualTo(new Cancelled());
    }

    @Test
    void closingTwiceOrAfterTheEndChangesNothing() throws Exception {
        var sink = new RecordingSink();
        ModelCall call = guide.start(request("Show me a table"), sink);
        time.advance(LONG);
        call.close();
        call.close();
        assertThat(call.await()).isEqualTo(new Finished(FinishReason.STOP));
        assertThat(sink.terminals()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"What is Polylogue?", "Show me code", "Show me a long answer", "A slow start", "hello"})
    void whereverItIsCutItGoesOnWithTheRest(String prompt) {
        String whole = answer(prompt).text();
        for (int cut = 1; cut < whole.length(); cut += Math.max(1, whole.length() / 17)) {
            String said = whole.substring(0, cut);
            assertThat(said
                            + answer(true, new User(prompt), new Assistant(said))
                                    .text())
                    .isEqualTo(whole);
        }
    }

    @Test
    void anAnswerToAQuestionGoesOnToo() {
        var user = new User("Ask me a question");
        String first = answer("Ask me a question").text();
        var asked = new Asked("Which?", "Data and backup");
        String second = answer(false, user, new Assistant(first), asked).text();
        String said = second.substring(0, 50);
        assertThat(answer(true, user, new Assistant(first), asked, new Assistant(said))
                        .text())
                .isEqualTo(second.substring(50));
        assertThat(answer(true, user, asked, new Assistant(first + said)).text())
                .isEqualTo(second.substring(50));
    }

    @Test
    void aClosedGuideEndsItsAnswersAsFailed() {
        var sink = new RecordingSink();
        ModelCall call = guide.start(request("Show me a long answer"), sink);
        guide.close();
        assertThat(sink.terminals().getFirst()).isInstanceOf(Failed.class);
        assertThat(call.isClosed()).isTrue();
    }

    private static ModelRequest request(String prompt) {
        return new ModelRequest("guide", null, List.of(new User(prompt)), false);
    }
}
