package dev.polylogue.testkit.memory;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.UsageStore;
import dev.polylogue.protocol.message.Cost;
import dev.polylogue.protocol.message.Usage;
import dev.polylogue.protocol.message.UsageOfDay;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What answers took, in memory. */
final class MemoryUsage implements UsageStore {

    private final Tables tables;

    MemoryUsage(Tables tables) {
        this.tables = tables;
    }

    /** What is counted together. */
    record Key(String day, String model, String currency) implements Comparable<Key> {

        static Key of(String day, String model, Usage usage) {
            @Nullable Cost cost = usage.cost();
            return new Key(day, model, cost == null ? "" : cost.currency());
        }

        @Override
        public int compareTo(Key other) {
            return (day + " " + model + " " + currency).compareTo(other.day + " " + other.model + " " + other.currency);
        }
    }

    static void count(Owned owned, String day, String model, Usage more) {
        var whole = new Usage(0, 0, 0L, 0L).plus(more);
        owned.usage.merge(
                Key.of(day, model, more),
                new UsageOfDay(day, model, 1, whole),
                (before, _) -> new UsageOfDay(
                        day, model, before.answers() + 1, before.usage().plus(whole)));
    }

    @Override
    public List<UsageOfDay> since(UserId owner, LocalDate first) {
        return tables.of(owner, owned -> owned.usage.values().stream()
                .filter(day -> day.day().compareTo(first.toString()) >= 0)
                .toList());
    }
}
