package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.store.GenerationStore.Claim;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a new process makes of the generations that the one before it left behind. */
public abstract class StoreContractRecovery extends StoreContract {

    @Test
    void anActiveGenerationBecomesInterruptedWithItsLastCheckpoint() {
        var generation = begun(ANN, conversationId());
        store.generations().running(ANN, generation.id(), 1);
        checkpoint(generation, 0, opening(generation));
        checkpoint(generation, 2, words("A fold"));
        reopen();

        assertThat(store.generations().recover(later(60))).isEmpty();

        assertThat(message(generation).status()).isEqualTo(MessageStatus.INTERRUPTED);
        assertThat(message(generation).parts()).containsExactly(new Part.Text("t1", "A fold"));
        var summary = conversation(ANN, generation.conversationId()).summary();
        assertThat(summary.attention()).isEqualTo(Attention.INTERRUPTED);
        assertThat(summary.activeGenerationId()).isNull();
        var stored = store.generations().find(ANN, generation.id()).orElseThrow();
        assertThat(stored.phase()).isEqualTo(GenerationPhase.INTERRUPTED);
        assertThat(stored.savedCharacters()).isEqualTo(6);
    }

    @Test
    void oneWithoutACheckpointIsInterruptedAndEmpty() {
        var generation = begun(ANN, conversationId());
        reopen();

        store.generations().recover(later(60));

        assertThat(message(generation).status()).isEqualTo(MessageStatus.INTERRUPTED);
        assertThat(message(generation).parts()).isEmpty();
    }

    @Test
    void anAnswerThatWentOnKeepsItsOldTextWhereTheNewIsShorter() {
        var nothingNew = continued("A fold is");
        var partly = continued("A fold is");
        checkpoint(partly, 0, opening(partly));
        var further = continued("A fold is");
        checkpoint(further, 0, opening(further));
        checkpoint(further, 2, words("A fold is"), words(" a crease"));
        reopen();

        store.generations().recover(later(60));

        assertThat(message(nothingNew).text()).isEqualTo("A fold is");
        assertThat(message(partly).text()).isEqualTo("A fold is");
        assertThat(message(further).text()).isEqualTo("A fold is a crease");
        assertThat(store.generations().find(ANN, partly.id()).orElseThrow().savedCharacters())
                .isEqualTo(9);
    }

    @Test
    void anInterruptedConversationIsFreeAndItsAnswerCanGoOn() {
        var generation = begun(ANN, conversationId());
        reopen();
        store.generations().recover(later(60));

        begin(goOn(generation));
    }

    @Test
    void theLateWriteOfTheProcessBeforeIsIgnored() {
        var generation = begun(ANN, conversationId());
        reopen();
        store.generations().recover(later(60));

        assertThat(store.generations().end(completed(generation, "late"))).isFalse();
        assertThat(message(generation).parts()).isEmpty();
    }

    @Test
    void oneThatWaitsForAnAnswerIsHandedBackWithAllItsChunks() {
        var generation = begun(ANN, conversationId());
        var question = question(later(3600));
        checkpoint(generation, 0, opening(generation));
        store.generations()
                .await(tail(generation, 2, words("Well"), new Chunk.Question(question)), 2, List.of(question));
        reopen();

        var waiting = store.generations().recover(later(60));

        assertThat(waiting).hasSize(1);
        var found = waiting.getFirst();
        assertThat(found.generation())
                .isEqualTo(store.generations().find(ANN, generation.id()).orElseThrow());
        assertThat(found.generation().phase()).isEqualTo(GenerationPhase.AWAITING_INPUT);
        assertThat(found.generation().step()).isEqualTo(2);
        assertThat(found.pending()).containsExactly(question.id());
        assertThat(found.questions()).containsExactly(question);
        assertThat(found.chunks().stream().map(ChunkCodec::decode))
                .containsExactly(
                        opening(generation)[0], opening(generation)[1], words("Well"), new Chunk.Question(question));
        assertThat(attention(ANN, generation.conversationId())).isEqualTo(Attention.WAITING);
        assertThat(message(generation).status()).isEqualTo(MessageStatus.STREAMING);
    }

    @Test
    void oneTakenUpAgainGoesOnWhereItsChunksEnd() {
        var generation = begun(ANN, conversationId());
        var question = question(later(3600));
        store.generations().await(tail(generation, 0, opening(generation)), 1, List.of(question));
        reopen();
        store.generations().recover(later(60));

        store.clarifications().end(ANN, question.id(), ClarificationState.ANSWERED, "the first", later(61));
        checkpoint(generation, 2, words("So be it."));

        assertThat(message(generation).text()).isEqualTo("So be it.");
        assertThat(store.generations().claim(send(ANN, generation.conversationId(), null)))
                .isEqualTo(new Claim.Busy(generation.id()));
    }

    @Test
    void anAnswerGivenJustBeforeTheCrashIsInTheInterruptedMessage() {
        var generation = begun(ANN, conversationId());
        var question = question(later(3600));
        store.generations()
                .await(
                        tail(generation, 0, new Chunk[] {opening(generation)[0], new Chunk.Question(question)}),
                        1,
                        List.of(question));
        store.clarifications().end(ANN, question.id(), ClarificationState.ANSWERED, "the first", later(61));
        reopen();

        assertThat(store.generations().recover(later(62))).isEmpty();

        assertThat(message(generation).parts())
                .containsExactly(new Part.Question(
                        question.id().toString(), question.ended(ClarificationState.ANSWERED, "the first")));
    }

    @Test
    void anEndedGenerationIsForgottenAfterSevenDays() {
        var generation = answered(ANN, conversationId(), "Yes.");
        var endedAt = later(5);

        store.generations().recover(endedAt.plus(Duration.ofDays(7)));
        assertThat(store.generations().find(ANN, generation.id())).isPresent();

        store.generations().recover(endedAt.plus(Duration.ofDays(7)).plusNanos(1));
        assertThat(store.generations().find(ANN, generation.id())).isEmpty();
        assertThat(message(generation).text()).isEqualTo("Yes.");
    }

    @Test
    void recoveryInterruptsThoseOfAllOwners() {
        var anns = begun(ANN, conversationId());
        var bens = begun(BEN, conversationId());
        reopen();

        store.generations().recover(later(60));

        assertThat(attention(ANN, anns.conversationId())).isEqualTo(Attention.INTERRUPTED);
        assertThat(attention(BEN, bens.conversationId())).isEqualTo(Attention.INTERRUPTED);
    }

    private NewGeneration continued(String text) {
        var first = begun(ANN, conversationId());
        store.generations().end(stopped(first, text));
        var more = goOn(first);
        begin(more);
        return more;
    }

    private void checkpoint(NewGeneration generation, long fromOffset, Chunk... chunks) {
        store.generations().checkpoint(List.of(tail(generation, fromOffset, chunks)));
    }
}
