package dev.polylogue.testkit.simulation;

import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelSink;
import dev.polylogue.protocol.message.Usage;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One call to the simulated model: numbered tokens with pauses between them, then an end. */
final class SimulatedCall implements ModelCall {

    private static final int MAX_TOKENS = 24;
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(20);

    private final World world;
    private final Host host;
    private final Plot.Call record;
    private final ModelSink sink;
    private final SplittableRandom chance;
    private final CompletableFuture<ModelEvent.Terminal> end = new CompletableFuture<>();
    private boolean isOver;

    SimulatedCall(World world, Host host, Plot.Call record, ModelSink sink, SplittableRandom chance) {
        this.world = world;
        this.host = host;
        this.record = record;
        this.sink = sink;
        this.chance = chance;
    }

    /** Says all of it; the thread of the call. */
    void answer() {
        try {
            var turn = SimulatedModel.Turn.drawn(chance);
            pause(300);
            if (!turn.isRefusal()) {
                speak();
            }
            switch (turn) {
                case ASK -> tell(new ModelEvent.QuestionAsked("Which one?", List.of("this", "that")));
                case STALL -> host.pause(IDLE_TIMEOUT);
                case FINISH, BREAK_OFF, REFUSE, REFUSE_FOR_GOOD -> {}
            }
            over(turn.end(chance));
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void speak() throws InterruptedException {
        if (chance.nextInt(6) == 0) {
            tell(new ModelEvent.ReasoningDelta("Hm. "));
        }
        int tokens = chance.nextInt(MAX_TOKENS);
        for (int i = 0; i < tokens && !isOver; i++) {
            pause(120);
            if (!isOver) {
                String token = record.token(world.nanos());
                tell(new ModelEvent.TextDelta(token));
            }
        }
        if (chance.nextBoolean()) {
            tell(new ModelEvent.UsageReported(new Usage(10, tokens, null, null)));
        }
    }

    private void pause(int maxMillis) throws InterruptedException {
        if (chance.nextInt(4) == 0) {
            host.pause(Duration.ofMillis(chance.nextInt(maxMillis)));
        } else {
            world.scheduler().mayYield();
        }
    }

    private void tell(ModelEvent event) {
        if (!isOver) {
            sink.accept(event);
        }
    }

    private void over(ModelEvent.Terminal terminal) {
        if (!isOver) {
            isOver = true;
            record.closed();
            sink.accept(terminal);
            end.complete(terminal);
        }
    }

    @Override
    public ModelEvent.Terminal await() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        try {
            pause(5);
            over(new ModelEvent.Cancelled());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isClosed() {
        return isOver;
    }
}
