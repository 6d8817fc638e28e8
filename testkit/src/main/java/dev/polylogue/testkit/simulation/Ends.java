package dev.polylogue.testkit.simulation;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The last words of a simulated call. */
final class Ends {

    private Ends() {}

    static ModelEvent.Terminal of(SimulatedModel.Turn turn, SplittableRandom chance) {
        return switch (turn) {
            case FINISH -> new ModelEvent.Finished(FinishReason.STOP);
            case ASK -> new ModelEvent.Finished(FinishReason.TOOL_CALLS);
            case BREAK_OFF ->
                new ModelEvent.Failed(ErrorCode.UPSTREAM_INTERRUPTED, "The model's answer broke off.", null);
            case REFUSE ->
                new ModelEvent.Failed(
                        ErrorCode.UPSTREAM_BUSY, "The model is busy.", new ModelEvent.Retry(hint(chance)));
            case REFUSE_FOR_GOOD -> new ModelEvent.Failed(ErrorCode.UPSTREAM_REFUSED, "The model refuses.", null);
            case STALL -> new ModelEvent.Failed(ErrorCode.UPSTREAM_TIMEOUT, "The model says nothing more.", null);
        };
    }

    private static @Nullable Duration hint(SplittableRandom chance) {
        return chance.nextBoolean() ? null : Duration.ofMillis(chance.nextInt(5_000));
    }
}
