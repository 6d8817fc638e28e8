package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.store.ClarificationStore.Approval;
import dev.polylogue.engine.store.ClarificationStore.Ending;
import dev.polylogue.engine.store.ClarificationStore.Waiting;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationKind;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.GenerationPhase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** A question waits until exactly one thing ends it. */
public abstract class StoreContractClarifications extends StoreContract {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WAITING")
    void anEndPutsTheGenerationBackInTheQueue(ClarificationState end) {
        var generation = begun(ANN, conversationId());
        var question = asked(generation, 60);
        String answer = end == ClarificationState.ANSWERED ? "the first" : null;

        var ending = store.clarifications().end(ANN, question.id(), end, answer, later(9));

        assertThat(ending).contains(new Ending(true, generation.id(), question.ended(end, answer)));
        assertThat(attention(ANN, generation.conversationId())).isEqualTo(Attention.QUEUED);
        var stored = store.generations().find(ANN, generation.id()).orElseThrow();
        assertThat(stored.phase()).isEqualTo(GenerationPhase.QUEUED);
        assertThat(stored.step()).isEqualTo(4);
    }

    @Test
    void theSecondEndChangesNothingAndTellsTheFirst() {
        var generation = begun(ANN, conversationId());
        var question = asked(generation, 60);
        store.clarifications().end(ANN, question.id(), ClarificationState.ANSWERED, "the first", later(9));
        store.generations().running(ANN, generation.id(), 5);

        var second = store.clarifications().end(ANN, question.id(), ClarificationState.DECLINED, null, later(10));

        assertThat(second)
                .contains(new Ending(false, generation.id(), question.ended(ClarificationState.ANSWERED, "the first")));
        assertThat(attention(ANN, generation.conversationId())).isEqualTo(Attention.STREAMING);
    }

    @Test
    void ofSeveralQuestionsTheLastEndPutsTheGenerationBackInTheQueue() {
        var generation = begun(ANN, conversationId());
        var first = question(later(60));
        var second = question(later(60));
        store.generations().await(tail(generation, 0, opening(generation)), 4, List.of(first, second));

        store.clarifications().end(ANN, second.id(), ClarificationState.DECLINED, null, later(9));
        assertThat(attention(ANN, generation.conversationId())).isEqualTo(Attention.WAITING);
        assertThat(store.generations().find(ANN, generation.id()).orElseThrow().phase())
                .isEqualTo(GenerationPhase.AWAITING_INPUT);

        store.clarifications().end(ANN, first.id(), ClarificationState.ANSWERED, "Yes", later(10));
        assertThat(attention(ANN, generation.conversationId())).isEqualTo(Attention.QUEUED);
    }

    @Test
    void aToolCallThatWaitsIsFoundUntilItHasItsWord() {
        var generation = begun(ANN, conversationId());
        var approval = question(later(60)).about("call_1", ClarificationKind.APPROVAL);
        var other = question(later(60)).about("call_2", ClarificationKind.QUESTION);
        store.generations().await(tail(generation, 0, opening(generation)), 4, List.of(approval, other));

        assertThat(store.clarifications().approvals(ANN))
                .containsExactly(new Approval(generation.conversationId(), generation.id(), approval));
        assertThat(store.clarifications().approvals(BEN)).isEmpty();
        assertThat(store.clarifications().find(ANN, approval.id())).contains(approval);
        assertThat(store.clarifications().find(BEN, approval.id())).isEmpty();

        store.clarifications().end(ANN, approval.id(), ClarificationState.ANSWERED, null, later(9));
        assertThat(store.clarifications().approvals(ANN)).isEmpty();
        assertThat(store.clarifications().find(ANN, approval.id()))
                .contains(approval.ended(ClarificationState.ANSWERED, null));
    }

    @Test
    void aQuestionThatIsNotThereHasNoEnd() {
        assertThat(store.clarifications().end(ANN, question(NOON).id(), ClarificationState.DECLINED, null, NOON))
                .isEmpty();
    }

    @Test
    void theEndOfItsGenerationCancelsAWaitingQuestion() {
        var generation = begun(ANN, conversationId());
        var question = asked(generation, 60);
        store.generations().end(stopped(generation, "Half"));

        var late = store.clarifications().end(ANN, question.id(), ClarificationState.ANSWERED, "late", later(9));

        assertThat(late)
                .contains(new Ending(false, generation.id(), question.ended(ClarificationState.CANCELLED, null)));
        assertThat(attention(ANN, generation.conversationId())).isEqualTo(Attention.STOPPED);
        assertThat(store.clarifications().expired(later(999), 9)).isEmpty();
    }

    @Test
    void aFormIsKeptAsItWasAsked() {
        var generation = begun(ANN, conversationId());
        var plain = question(later(60));
        var schema = JsonMapper.builder().build().readTree("{\"type\":\"object\",\"properties\":{\"n\":{}}}");
        var form = new Clarification(
                plain.id(), plain.question(), null, schema, plain.expiresAt(), ClarificationState.WAITING, null);
        store.generations().await(tail(generation, 0, opening(generation)), 4, List.of(form));
        reopen();

        var ending = store.clarifications().end(ANN, form.id(), ClarificationState.DECLINED, null, later(9));

        assertThat(ending.orElseThrow().clarification()).isEqualTo(form.ended(ClarificationState.DECLINED, null));
    }

    @Test
    void theExpiredAreThoseThatWaitPastTheirTimeOfAllOwnersTheOldestFirst() {
        var late = asked(begun(ANN, conversationId()), 20);
        var early = asked(begun(BEN, conversationId()), 10);
        asked(begun(ANN, conversationId()), 30);
        var ended = asked(begun(ANN, conversationId()), 5);
        store.clarifications().end(ANN, ended.id(), ClarificationState.DECLINED, null, NOON);

        assertThat(store.clarifications().expired(later(20), 9))
                .containsExactly(new Waiting(BEN, early.id()), new Waiting(ANN, late.id()));
        assertThat(store.clarifications().expired(later(20), 1)).containsExactly(new Waiting(BEN, early.id()));
        assertThat(store.clarifications().expired(later(9), 9)).isEmpty();
    }

    private Clarification asked(NewGeneration generation, int seconds) {
        var question = question(later(seconds));
        assertThat(store.generations().await(tail(generation, 0, opening(generation)), 4, List.of(question)))
                .isTrue();
        return question;
    }
}
