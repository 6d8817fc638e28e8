package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.protocol.message.Cost;
import dev.polylogue.protocol.message.Usage;
import dev.polylogue.protocol.message.UsageOfDay;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What answers took: counted at their end, whatever that is, once. */
public abstract class StoreContractUsage extends StoreContract {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Test
    void answersOfOneDayAndModelAreCountedTogether() {
        var first = begun(ANN, conversationId());
        assertThat(store.generations().end(with(completed(first, "x"), usage(10, 20, null))))
                .isTrue();
        assertThat(store.generations().end(with(completed(first, "x"), usage(10, 20, null))))
                .isFalse();
        end(begun(ANN, conversationId()), usage(1, 2, null));
        end(begun(BEN, conversationId()), usage(7, 7, null));
        end(begun(ANN, conversationId()), null);
        reopen();

        assertThat(store.usage().since(ANN, TODAY))
                .containsExactly(new UsageOfDay("2026-11-22", "guide/guide", 2, new Usage(11, 22, 0L, 0L)));
        assertThat(store.usage().since(ANN, TODAY.plusDays(1))).isEmpty();
    }

    @Test
    void whatIsGoneOnWithIsCountedByWhatItTookMore() {
        var first = begun(ANN, conversationId());
        end(first, usage(10, 20, 500L));
        var second = goOn(first);
        begin(second);
        end(second, usage(15, 50, 900L));

        assertThat(store.usage().since(ANN, TODAY))
                .containsExactly(new UsageOfDay(
                        "2026-11-22", "guide/guide", 2, new Usage(15, 50, 0L, 0L).costing(new Cost(900, "EUR"))));
    }

    @Test
    void whatWasTakenStaysWhenTheConversationIsDeleted() {
        var first = begun(ANN, conversationId());
        end(first, usage(10, 20, null));
        store.conversations().delete(ANN, first.conversationId(), NOON);

        assertThat(store.usage().since(ANN, TODAY)).hasSize(1);
    }

    private static Usage usage(long input, long output, @Nullable Long micros) {
        return new Usage(input, output, null, null, micros == null ? null : new Cost(micros, "EUR"), null);
    }

    private void end(NewGeneration generation, @Nullable Usage usage) {
        assertThat(store.generations().end(with(stopped(generation, "x"), usage)))
                .isTrue();
    }

    private static GenerationEnd with(GenerationEnd end, @Nullable Usage usage) {
        return new GenerationEnd(
                end.owner(),
                end.id(),
                end.phase(),
                end.status(),
                end.attention(),
                end.parts(),
                end.characters(),
                usage,
                end.error(),
                end.stopCause(),
                end.at());
    }
}
