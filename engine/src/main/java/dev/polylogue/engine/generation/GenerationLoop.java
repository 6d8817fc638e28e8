package dev.polylogue.engine.generation;

import dev.polylogue.engine.admission.Limits;
import dev.polylogue.engine.admission.Place;
import dev.polylogue.engine.admission.Ticket;
import dev.polylogue.engine.admission.Turn;
import dev.polylogue.engine.generation.Generation.Held;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.MessageError;
import dev.polylogue.protocol.tool.ToolDefinition;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logic of one generation as blocking code on a virtual thread of its own: wait for the turn, call the model, try
 * again, ask the person, end. Tokens do not wake it; it sleeps until its call ends.
 *
 * <p>A step gives its permit back before its outcome is applied, so that storing an end keeps nobody waiting.
 */
final class GenerationLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationLoop.class);

    private final Generation generation;
    private final Surroundings surroundings;
    private final Standing standing;
    private final Asking asking;
    private final ToolStep tools;

    /** Whether the model was told of tools in the call that is under way. */
    private boolean hasTools;

    /** Of the step that is under way, also where it has got in line again; null between two steps. */
    private @Nullable Retries retries;

    /** The text part that the first call goes on with. */
    private @Nullable String openText;

    GenerationLoop(Generation generation, Surroundings surroundings, @Nullable String openText) {
        this.generation = generation;
        this.surroundings = surroundings;
        this.standing = new Standing(generation, surroundings);
        this.asking = new Asking(generation, surroundings, standing);
        this.tools = new ToolStep(generation, surroundings, asking);
        this.openText = openText;
    }

    @Override
    public void run() {
        boolean goesOn;
        do {
            generation.advance(outcome());
            goesOn = settle();
        } while (goesOn);
    }

    private Signal outcome() {
        try {
            return generation.state() instanceof GenerationState.UsingTools ? useTools() : step();
        } catch (InterruptedException interrupted) {
            return failed(ErrorCode.INTERNAL, "The answer was interrupted from within.");
        } catch (StoreException failure) {
            LOG.warn("generation {} cannot go on: {}", generation.assignment().id(), failure.getMessage());
            return failed(ErrorCode.STORE_UNAVAILABLE, "The answer could not be stored, so it was ended.");
        } catch (RuntimeException | Error bug) {
            // Nobody else would end it: the page would wait for ever, and the conversation would stay busy.
            LOG.error("generation {} failed", generation.assignment().id(), bug);
            return failed(ErrorCode.INTERNAL, "Something went wrong inside Polylogue; its log says what.");
        }
    }

    /**
     * Whether there is more to do. A step that was asked to stop ends here, once its call is closed. One that only waits
     * for the person is nobody's now, unless the answers were there before it waited: then this loop goes on.
     */
    private boolean settle() {
        if (generation.state() instanceof GenerationState.AwaitingInput) {
            standing.tellChange();
            generation.takeGiven();
        }
        return switch (generation.state()) {
            case GenerationState.Queued _, GenerationState.UsingTools _ -> true;
            case GenerationState.AwaitingInput _ -> !generation.rest();
            case GenerationState.Running _, GenerationState.Stopping _, GenerationState.Ended _ -> {
                generation.advance(new Signal.UpstreamClosed());
                yield false;
            }
        };
    }

    /** Between two calls the model's place is somebody else's. */
    private Signal useTools() throws InterruptedException {
        if (!standing.storeRunning()) {
            return Asking.gone();
        }
        standing.tellChange();
        return tools.pass();
    }

    private Signal step() throws InterruptedException {
        var assignment = generation.assignment();
        Optional<Provider> found = surroundings.providers().find(assignment.providerName());
        if (found.isEmpty()) {
            return failed(
                    ErrorCode.UNKNOWN_MODEL, "There is no provider named " + assignment.providerName() + " any more.");
        }
        Provider provider = found.get();
        try (Ticket ticket = surroundings
                .admission()
                .enter(provider.name(), Limits.of(provider), assignment.owner(), turn(), this::placed)) {
            if (!awaitTurn(ticket) || !generation.advance(new Signal.Admitted()).isChange()) {
                return new Signal.UpstreamClosed();
            }
            // While this waited, the provider may have got another key or address.
            return attempts(surroundings.providers().find(provider.name()).orElse(provider));
        }
    }

    private Turn turn() {
        if (retries != null) {
            return Turn.AGAIN;
        }
        return generation.state().step() == 1 ? Turn.NEW : Turn.NEXT;
    }

    /** A stop takes it out of the line, but never the permit away while the step may still call the model. */
    private boolean awaitTurn(Ticket ticket) throws InterruptedException {
        try (Held _ = generation.hold(ticket::close)) {
            generation.standsAt(ticket);
            return ticket.await();
        } finally {
            generation.standsAt(null);
        }
    }

    private void placed(Place place) {
        Boolean isHeld = place.isHeld() ? true : null;
        generation
                .log()
                .append(new Chunk.Queue(new Chunk.QueueData(place.position(), place.of(), place.opensAt(), isHeld)));
    }

    private Signal attempts(Provider provider) throws InterruptedException {
        var log = generation.log();
        Retries tries = retries;
        if (tries == null) {
            log.append(new Chunk.StartStep());
            tries = new Retries(generation, surroundings);
            retries = tries;
        }
        Future<Boolean> stored = standing.storeRunningAside();
        while (generation.state() instanceof GenerationState.Running) {
            var sink = new StepSink(
                    log,
                    generation.partIds(),
                    generation.state().step(),
                    surroundings.settings().maxCharacters(),
                    openText);
            ModelEvent.Terminal end = call(provider, sink);
            if (!Standing.await(stored)) {
                return Asking.gone();
            }
            Retries.Next next = end instanceof ModelEvent.Failed failure && !sink.hasContent()
                    ? tries.after(failure)
                    : Retries.Next.NEVER;
            switch (next) {
                case NOW -> {}
                case IN_LINE -> {
                    return new Signal.Deferred();
                }
                case NEVER -> {
                    return finishStep(end, sink);
                }
            }
        }
        return new Signal.UpstreamClosed();
    }

    private Signal finishStep(ModelEvent.Terminal end, StepSink sink) {
        openText = null;
        retries = null;
        sink.close();
        if (sink.usage() != null) {
            generation.addUsage(sink.usage());
            generation.log().append(new Chunk.Usage(sink.usage()));
        }
        Signal outcome = outcome(end, sink);
        generation.log().append(new Chunk.FinishStep());
        return outcome;
    }

    private ModelEvent.Terminal call(Provider provider, StepSink sink) throws InterruptedException {
        List<ToolDefinition> offered = offeredTools();
        hasTools = !offered.isEmpty();
        var request = Prompts.request(generation.assignment(), generation.log().parts(), offered);
        try (var call = provider.start(request, sink);
                Held _ = generation.hold(call::close)) {
            sink.onTooLong(() -> surroundings.time().startThread("answer-too-long", call::close));
            return call.await();
        }
    }

    private List<ToolDefinition> offeredTools() {
        var assignment = generation.assignment();
        boolean takesTools = surroundings
                .providers()
                .model(assignment.model())
                .map(model -> model.capabilities().tools())
                .orElse(false);
        return takesTools ? surroundings.tools().offered(assignment.owner(), assignment.conversationId()) : List.of();
    }

    private Signal outcome(ModelEvent.Terminal end, StepSink sink) {
        if (sink.isTooLong()) {
            return new Signal.StepCompleted(FinishReason.LENGTH);
        }
        return switch (end) {
            case ModelEvent.Finished finished -> finished(finished.reason(), sink);
            case ModelEvent.Failed failure ->
                new Signal.StepFailed(new MessageError(failure.code().code(), failure.message()));
            case ModelEvent.Cancelled _ ->
                failed(ErrorCode.UPSTREAM_INTERRUPTED, "The connection to the model was closed.");
        };
    }

    /** Tools that a model calls without having been told of any are shown, and that is all. */
    private Signal finished(FinishReason reason, StepSink sink) {
        if (sink.question() != null) {
            return asking.ask(sink.question());
        }
        return hasTools && sink.hasToolCalls() ? new Signal.ToolsCalled() : new Signal.StepCompleted(reason);
    }

    private static Signal failed(ErrorCode code, String message) {
        return new Signal.StepFailed(new MessageError(code.code(), message));
    }
}
