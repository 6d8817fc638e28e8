package dev.polylogue.engine.provider;

import dev.polylogue.protocol.message.Cost;
import dev.polylogue.protocol.message.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the operator's models cost. */
public record Prices(String currency, Map<String, Price> ofModels) {

    /** Nothing is known to cost anything. */
    public static final Prices NONE = new Prices("", Map.of());

    public Prices {
        ofModels = Map.copyOf(ofModels);
    }

    /** For a million tokens each: so a token costs as many millionths. */
    public record Price(BigDecimal input, BigDecimal output, BigDecimal cachedInput) {}

    /** The same usage with what it costs, where the model has a price. */
    Usage priced(String model, Usage usage) {
        @Nullable Price price = ofModels.get(model);
        if (price == null) {
            return usage;
        }
        long cached = usage.cachedInputTokens() == null ? 0 : usage.cachedInputTokens();
        BigDecimal micros = price.input()
                .multiply(BigDecimal.valueOf(Math.max(0, usage.inputTokens() - cached)))
                .add(price.cachedInput().multiply(BigDecimal.valueOf(cached)))
                .add(price.output().multiply(BigDecimal.valueOf(usage.outputTokens())));
        return usage.costing(new Cost(micros.setScale(0, RoundingMode.HALF_UP).longValue(), currency));
    }
}
