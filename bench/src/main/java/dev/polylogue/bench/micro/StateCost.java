package dev.polylogue.bench.micro;

import dev.polylogue.engine.generation.GenerationState;
import dev.polylogue.engine.generation.Signal;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.StopCause;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The states of a generation that is admitted, ends, and is then asked to stop. */
@State(Scope.Thread)
public class StateCost {

    private GenerationState first = new GenerationState.Queued(1);
    private Signal admitted = new Signal.Admitted();
    private Signal completed = new Signal.StepCompleted(FinishReason.STOP);
    private Signal stopped = new Signal.StopRequested(StopCause.PERSON);

    @Benchmark
    @OperationsPerInvocation(3)
    public GenerationState next() {
        return first.next(admitted).next(completed).next(stopped);
    }
}
