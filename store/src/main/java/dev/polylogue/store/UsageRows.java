package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.message.Cost;
import dev.polylogue.protocol.message.Usage;
import dev.polylogue.protocol.message.UsageOfDay;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code usage_by_day}. */
final class UsageRows {

    private UsageRows() {}

    /** Counts one more answer of that day and model. */
    static void count(Sql sql, UserId owner, String model, Usage usage, Instant at) throws SQLException {
        @Nullable Cost cost = usage.cost();
        sql.update(
                """
                insert into usage_by_day (owner, day, model, currency, answers, input_tokens, output_tokens,
                  reasoning_tokens, cached_input_tokens, cost_micros)
                values (?, ?, ?, ?, 1, ?, ?, ?, ?, ?)
                on conflict (owner, day, model, currency) do update set answers = answers + 1,
                  input_tokens = input_tokens + excluded.input_tokens,
                  output_tokens = output_tokens + excluded.output_tokens,
                  reasoning_tokens = reasoning_tokens + excluded.reasoning_tokens,
                  cached_input_tokens = cached_input_tokens + excluded.cached_input_tokens,
                  cost_micros = cost_micros + excluded.cost_micros
                """,
                owner,
                LocalDate.ofInstant(at, ZoneOffset.UTC).toString(),
                model,
                cost == null ? "" : cost.currency(),
                usage.inputTokens(),
                usage.outputTokens(),
                orNothing(usage.reasoningTokens()),
                orNothing(usage.cachedInputTokens()),
                cost == null ? 0L : cost.micros());
    }

    static List<UsageOfDay> since(Sql sql, UserId owner, LocalDate first) throws SQLException {
        return sql.list("""
                select day, model, currency, answers, input_tokens, output_tokens, reasoning_tokens,
                  cached_input_tokens, cost_micros
                from usage_by_day where owner = ? and day >= ? order by day, model, currency
                """, UsageRows::read, owner, first.toString());
    }

    private static UsageOfDay read(Row row) throws SQLException {
        String currency = row.text("currency");
        var usage = new Usage(
                row.number("input_tokens"),
                row.number("output_tokens"),
                row.number("reasoning_tokens"),
                row.number("cached_input_tokens"),
                currency.isEmpty() ? null : new Cost(row.number("cost_micros"), currency),
                null);
        return new UsageOfDay(row.text("day"), row.text("model"), row.number("answers"), usage);
    }

    private static long orNothing(@Nullable Long tokens) {
        return tokens == null ? 0 : tokens;
    }
}
