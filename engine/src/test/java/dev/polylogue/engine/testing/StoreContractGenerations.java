package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.MessageError;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.StopCause;
import dev.polylogue.protocol.message.Usage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is stored of a generation between its claim and its end, and that nothing is stored after it. */
public abstract class StoreContractGenerations extends StoreContract {

    @Test
    void anAdmittedGenerationShowsAsStreaming() {
        var generation = begun(ANN, conversationId());

        assertThat(store.generations().running(ANN, generation.id(), 2)).isTrue();

        assertThat(attention(ANN, generation.conversationId())).isEqualTo(Attention.STREAMING);
        var stored = store.generations().find(ANN, generation.id()).orElseThrow();
        assertThat(stored.phase()).isEqualTo(GenerationPhase.RUNNING);
        assertThat(stored.step()).isEqualTo(2);
    }

    @Test
    void aStreamingMessageHasThePartsOfItsLastCheckpoint() {
        var generation = begun(ANN, conversationId());

        checkpoint(generation, 0, opening(generation));
        checkpoint(generation, 2, words("A fold"), words(" is"));
        checkpoint(generation, 4, words(" a\ncrease."));

        assertThat(message(generation).status()).isEqualTo(MessageStatus.STREAMING);
        assertThat(message(generation).parts()).containsExactly(new Part.Text("t1", "A fold is a\ncrease."));
        assertThat(store.conversations().messages(ANN, generation.conversationId()))
                .contains(message(generation));
    }

    @Test
    void oneCheckpointHoldsTheTailsOfMany() {
        var first = begun(ANN, conversationId());
        var second = begun(BEN, conversationId());

        store.generations()
                .checkpoint(List.of(
                        tail(first, 0, with(opening(first), words("one"))),
                        tail(second, 0, with(opening(second), words("two")))));

        assertThat(message(first).text()).isEqualTo("one");
        assertThat(message(second).text()).isEqualTo("two");
    }

    @Test
    void aRepeatedOrOverlappingCheckpointAddsOnlyWhatIsNew() {
        var generation = begun(ANN, conversationId());
        checkpoint(generation, 0, with(opening(generation), words("one ")));

        checkpoint(generation, 0, with(opening(generation), words("one ")));
        checkpoint(generation, 2, words("one "), words("two "));
        checkpoint(generation, 3, words("two "));
        checkpoint(generation, 4, words("three"));
        checkpoint(generation, 5);

        assertThat(message(generation).text()).isEqualTo("one two three");
    }

    @Test
    void aTailWithAGapIsLeftOutAndTheOthersOfItsCheckpointAreNot() {
        var broken = begun(ANN, conversationId());
        var whole = begun(ANN, conversationId());

        store.generations()
                .checkpoint(
                        List.of(tail(broken, 1, words("lost")), tail(whole, 0, with(opening(whole), words("kept")))));

        assertThat(message(broken).parts()).isEmpty();
        assertThat(message(whole).text()).isEqualTo("kept");
    }

    @Test
    void aTailOfAGenerationThatIsNotActiveIsSkipped() {
        var ended = answered(ANN, conversationId(), "Yes.");
        var deleted = begun(ANN, conversationId());
        store.conversations().delete(ANN, deleted.conversationId(), NOON);
        var active = begun(ANN, conversationId());

        store.generations()
                .checkpoint(List.of(
                        tail(ended, 0, opening(ended)),
                        tail(deleted, 0, opening(deleted)),
                        tail(active, 0, with(opening(active), words("here")))));

        assertThat(message(ended).text()).isEqualTo("Yes.");
        assertThat(store.conversations().find(ANN, deleted.conversationId())).isEmpty();
        assertThat(message(active).text()).isEqualTo("here");
    }

    @Test
    void anAnswerThatGoesOnShowsItsOldTextUntilAllOfThatIsRepeated() {
        var first = begun(ANN, conversationId());
        store.generations().end(stopped(first, "A fold is"));
        var more = goOn(first);
        begin(more);

        assertThat(message(more).text()).isEqualTo("A fold is");
        checkpoint(more, 0, opening(more));
        assertThat(message(more).text()).isEqualTo("A fold is");
        checkpoint(more, 2, words("A fold is"), words(" a crease."));
        assertThat(message(more).text()).isEqualTo("A fold is a crease.");
    }

    @Test
    void theEndStoresTheMessageAndGivesTheConversationBack() {
        var generation = begun(ANN, conversationId());
        checkpoint(generation, 0, with(opening(generation), words("Half")));
        var usage = new Usage(10, 20, 5L, null);

        boolean ended = store.generations()
                .end(new GenerationEnd(
                        ANN,
                        generation.id(),
                        GenerationPhase.COMPLETED,
                        MessageStatus.COMPLETE,
                        Attention.FINISHED,
                        List.of(new Part.Reasoning("r1", "Hm."), new Part.Text("t1", "Whole.")),
                        6,
                        usage,
                        null,
                        null,
                        later(5)));

        assertThat(ended).isTrue();
        assertThat(message(generation).status()).isEqualTo(MessageStatus.COMPLETE);
        assertThat(message(generation).parts())
                .containsExactly(new Part.Reasoning("r1", "Hm."), new Part.Text("t1", "Whole."));
        assertThat(message(generation).usage()).isEqualTo(usage);
        var summary = conversation(ANN, generation.conversationId()).summary();
        assertThat(summary.attention()).isEqualTo(Attention.FINISHED);
        assertThat(summary.activeGenerationId()).isNull();
        assertThat(summary.updatedAt()).isEqualTo(NOON);
        var stored = store.generations().find(ANN, generation.id()).orElseThrow();
        assertThat(stored.phase()).isEqualTo(GenerationPhase.COMPLETED);
        assertThat(stored.savedCharacters()).isEqualTo(6);
    }

    @Test
    void aStoppedAndAFailedEndSayWhy() {
        var halted = begun(ANN, conversationId());
        var broken = begun(ANN, conversationId());

        store.generations().end(stopped(halted, "Half"));
        store.generations().end(failed(broken, new MessageError("upstream-failed", "No luck.")));

        assertThat(message(halted).stopCause()).isEqualTo(StopCause.PERSON);
        assertThat(store.generations().find(ANN, halted.id()).orElseThrow().stopCause())
                .isEqualTo(StopCause.PERSON);
        assertThat(attention(ANN, halted.conversationId())).isEqualTo(Attention.STOPPED);
        assertThat(message(broken).error()).isEqualTo(new MessageError("upstream-failed", "No luck."));
        assertThat(attention(ANN, broken.conversationId())).isEqualTo(Attention.FAILED);
    }

    @Test
    void anEndedGenerationTakesNoLateWrite() {
        var generation = answered(ANN, conversationId(), "Yes.");
        var before = conversation(ANN, generation.conversationId());

        assertThat(store.generations().end(stopped(generation, "late"))).isFalse();
        assertThat(store.generations().running(ANN, generation.id(), 9)).isFalse();
        assertThat(store.generations().await(tail(generation, 0, opening(generation)), 9, List.of(question(later(60)))))
                .isFalse();

        assertThat(message(generation).text()).isEqualTo("Yes.");
        assertThat(conversation(ANN, generation.conversationId())).isEqualTo(before);
        assertThat(store.clarifications().expired(later(999), 9)).isEmpty();
    }

    @Test
    void aDeletedConversationTakesNoLateWrite() {
        var generation = begun(ANN, conversationId());
        store.conversations().delete(ANN, generation.conversationId(), NOON);

        assertThat(store.generations().end(completed(generation, "late"))).isFalse();
        assertThat(store.generations().running(ANN, generation.id(), 1)).isFalse();
        assertThat(store.generations().await(tail(generation, 0, opening(generation)), 1, List.of(question(later(60)))))
                .isFalse();

        assertThat(store.conversations().find(ANN, generation.conversationId())).isEmpty();
    }

    @Test
    void aQuestionIsStoredWithTheTailAndTheConversationWaits() {
        var generation = begun(ANN, conversationId());
        var question = question(later(60));

        boolean waits = store.generations()
                .await(
                        tail(generation, 0, with(opening(generation), new Chunk.Question(question))),
                        3,
                        List.of(question));

        assertThat(waits).isTrue();
        assertThat(attention(ANN, generation.conversationId())).isEqualTo(Attention.WAITING);
        var stored = store.generations().find(ANN, generation.id()).orElseThrow();
        assertThat(stored.phase()).isEqualTo(GenerationPhase.AWAITING_INPUT);
        assertThat(stored.step()).isEqualTo(3);
        assertThat(message(generation).parts())
                .containsExactly(
                        new Part.Text("t1", ""), new Part.Question(question.id().toString(), question));
    }

    @Test
    void aQuestionWhoseTailHasAGapIsRefusedWhole() {
        var generation = begun(ANN, conversationId());

        assertThatThrownBy(
                        () -> store.generations().await(tail(generation, 7, words("lost")), 1, List.of(question(NOON))))
                .isInstanceOf(StoreException.class);

        assertThat(attention(ANN, generation.conversationId())).isEqualTo(Attention.QUEUED);
        assertThat(store.clarifications().expired(later(1), 9)).isEmpty();
    }

    private void checkpoint(NewGeneration generation, long fromOffset, Chunk... chunks) {
        store.generations().checkpoint(List.of(tail(generation, fromOffset, chunks)));
    }

    private static Chunk[] with(Chunk[] first, Chunk... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(Chunk[]::new);
    }

    private static GenerationEnd failed(NewGeneration generation, MessageError error) {
        return new GenerationEnd(
                generation.owner(),
                generation.id(),
                GenerationPhase.FAILED,
                MessageStatus.FAILED,
                Attention.FAILED,
                List.of(),
                0,
                null,
                error,
                null,
                later(5));
    }
}
