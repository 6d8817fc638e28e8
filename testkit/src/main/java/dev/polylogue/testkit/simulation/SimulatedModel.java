package dev.polylogue.testkit.simulation;

import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.ModelSink;
import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.provider.ProviderStatus;
import dev.polylogue.protocol.command.ModelInfo;
import java.util.List;
import java.util.SplittableRandom;

/** A model server that answers, stalls, fails, refuses and asks as its seed decides. */
final class SimulatedModel implements Provider {

    static final String NAME = "sim";
    static final String MODEL = "sim/model";

    private final World world;
    private final Host host;
    private final Plot plot;
    private final SplittableRandom chance;
    private final int maxConcurrent;

    SimulatedModel(World world, Host host, Plot plot, int maxConcurrent) {
        this.world = world;
        this.host = host;
        this.plot = plot;
        this.chance = world.chance();
        this.maxConcurrent = maxConcurrent;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ProviderStatus status() {
        var capabilities = new ModelInfo.Capabilities(true, true, false);
        return new ProviderStatus(
                List.of(new ModelInfo(MODEL, NAME, "Model", capabilities, maxConcurrent, true, null)));
    }

    @Override
    public int maxConcurrent() {
        return maxConcurrent;
    }

    @Override
    public ModelCall start(ModelRequest request, ModelSink sink) {
        var call = new SimulatedCall(world, host, plot.beginCall(request, world.nanos()), sink, chance.split());
        host.startThread("model", call::answer);
        return call;
    }

    /** Calls end with their process, or are closed by those who made them. */
    @Override
    public void close() {}

    /** How a call goes on after what it said. */
    enum Turn {
        FINISH,
        ASK,
        BREAK_OFF,
        REFUSE,
        REFUSE_FOR_GOOD,
        STALL;

        static Turn drawn(SplittableRandom chance) {
            int lot = chance.nextInt(100);
            if (lot < 62) {
                return FINISH;
            } else if (lot < 72) {
                return ASK;
            } else if (lot < 80) {
                return BREAK_OFF;
            } else if (lot < 90) {
                return REFUSE;
            } else {
                return lot < 93 ? REFUSE_FOR_GOOD : STALL;
            }
        }

        boolean isRefusal() {
            return this == REFUSE || this == REFUSE_FOR_GOOD;
        }

        ModelEvent.Terminal end(SplittableRandom chance) {
            return Ends.of(this, chance);
        }
    }
}
