package dev.polylogue.engine.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.admission.Admission;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelOptions;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompletionsTest {

    private static final UserId ANN = new UserId("ann");
    private static final UserId BEN = new UserId("ben");
    private static final ModelEvent STOPPED = new ModelEvent.Finished(FinishReason.STOP);

    private final ScriptedProvider model = new ScriptedProvider("local", 1);
    private final ProviderRegistry providers = new ProviderRegistry();
    private final FakeTime time = new FakeTime();
    private final Admission admission = new Admission(time);
    private final Completions completions;
    private final Semaphore news = new Semaphore(0);

    CompletionsTest() {
        providers.add(model);
        completions = new Completions(providers, admission, time, 100);
    }

    private Completion start(UserId person, String id, PromptMessage... prompt) {
        var request = new CompletionRequest(person, id, "Be brief.", List.of(prompt), List.of(), ModelOptions.DEFAULT);
        return completions.start(request, news::release);
    }

    private Completion start(UserId person) {
        return start(person, model.model(), new PromptMessage.User("Hello"));
    }

    private static void awaitEnd(Completion completion) throws InterruptedException {
        assertThat(completion.await(Duration.ofSeconds(20))).isTrue();
    }

    private static void awaitThat(BooleanSupplier claim) {
        while (!claim.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static ModelEvent text(String text) {
        return new ModelEvent.TextDelta(text);
    }

    @Test
    void whatTheModelSaysWaitsToBeTakenAndItsReaderIsTold() throws InterruptedException {
        Completion completion = start(ANN);
        var call = model.nextCall();
        assertThat(call.request().model()).isEqualTo("model");
        assertThat(call.request().goesOn()).isFalse();
        call.say("a").say("b");
        news.acquire(2);
        assertThat(completion.take()).containsExactly(text("a"), text("b"));

        call.finish();
        awaitEnd(completion);
        assertThat(completion.take()).containsExactly(STOPPED);
        assertThat(completion.take()).isEmpty();
    }

    @Test
    void anAnswerThatWasBegunIsGoneOnWith() throws InterruptedException {
        try (Completion _ =
                start(ANN, model.model(), new PromptMessage.User("Hello"), new PromptMessage.Assistant("Hi, I"))) {
            assertThat(model.nextCall().request().goesOn()).isTrue();
        }
    }

    @Test
    void oneWaitsForTheOtherAndPeopleTakeTurns() throws InterruptedException {
        Completion first = start(ANN);
        var call = model.nextCall();
        Completion second = start(BEN);
        awaitThat(() -> admission.waiting("local") == 1);
        assertThat(model.hasCall()).isFalse();

        call.finish();
        awaitEnd(first);
        model.nextCall().finish();
        awaitEnd(second);
        assertThat(model.mostOpen()).isEqualTo(1);
    }

    @Test
    void closingOneThatWaitsLeavesTheLine() throws InterruptedException {
        Completion first = start(ANN);
        model.nextCall();
        Completion second = start(ANN);
        awaitThat(() -> admission.waiting("local") == 1);

        second.close();
        awaitEnd(second);
        assertThat(second.take()).containsExactly(new ModelEvent.Cancelled());
        assertThat(admission.waiting("local")).isZero();
        first.close();
    }

    @Test
    void closingClosesTheCallAndGivesThePlaceBack() throws InterruptedException {
        Completion completion = start(ANN);
        var call = model.nextCall().say("a");
        completion.close();
        completion.close();
        call.awaitClosed();
        awaitEnd(completion);

        assertThat(completion.take()).containsExactly(text("a"), new ModelEvent.Cancelled());
        start(BEN);
        model.nextCall();
    }

    @Test
    void aClosedServerEndsWhatRunsAndWhatIsStarted() throws InterruptedException {
        Completion running = start(ANN);
        model.nextCall().say("a");
        completions.close();
        awaitEnd(running);
        Completion late = start(ANN);
        awaitEnd(late);

        assertThat(late.take()).containsExactly(new ModelEvent.Cancelled());
    }

    @Test
    void anAnswerThatGrowsTooLongEnds() throws InterruptedException {
        Completion completion = start(ANN);
        var call = model.nextCall();
        call.say("x".repeat(100)).say("y").say("z");
        call.awaitClosed();

        assertThat(completion.take())
                .containsExactly(text("x".repeat(100)), text("y"), new ModelEvent.Finished(FinishReason.LENGTH));
    }

    @Test
    void aFailureIsTheEndAndIsNotTriedAgain() throws InterruptedException {
        Completion completion = start(ANN);
        model.nextCall().refuse(Duration.ofSeconds(3));
        awaitEnd(completion);

        assertThat(completion.take()).singleElement().isInstanceOf(ModelEvent.Failed.class);
        assertThat(model.started()).isEqualTo(1);
    }

    @Test
    void aModelThatIsNotThereIsAFailure() throws InterruptedException {
        Completion completion = start(ANN, "gone/model", new PromptMessage.User("Hello"));
        awaitEnd(completion);

        assertThat(completion.take())
                .singleElement()
                .isInstanceOfSatisfying(ModelEvent.Failed.class, failed -> assertThat(failed.code())
                        .isEqualTo(ErrorCode.UNKNOWN_MODEL));
    }
}
