package dev.polylogue.engine.completion;

import dev.polylogue.engine.admission.Admission;
import dev.polylogue.engine.admission.Limits;
import dev.polylogue.engine.admission.Ticket;
import dev.polylogue.engine.admission.Turn;
import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelSink;
import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls models outside of conversations: one virtual thread for each call, which waits for its turn and then sleeps until
 * the call has ended. A refused call is not tried again: whoever asks here is a program, and tries again itself. Any
 * thread may use it; bounded by whoever limits the requests, and each leaves at its end.
 */
public final class Completions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);

    private final ProviderRegistry providers;
    private final Admission admission;
    private final Time time;
    private final long maxCharacters;
    private final Set<Completion> running = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosing;

    public Completions(ProviderRegistry providers, Admission admission, Time time, long maxCharacters) {
        this.providers = providers;
        this.admission = admission;
        this.time = time;
        this.maxCharacters = maxCharacters;
    }

    /** Gets in line and returns at once. {@code news} is told of each event, from any thread, and must not block. */
    public Completion start(CompletionRequest request, Runnable news) {
        var completion = new Completion(news, maxCharacters);
        running.add(completion);
        time.startThread("completion", () -> run(request, completion));
        if (isClosing) {
            completion.close();
        }
        return completion;
    }

    private void run(CompletionRequest request, Completion completion) {
        ModelEvent.Terminal end = new ModelEvent.Cancelled();
        try {
            Optional<Provider> provider = providers.find(request.providerName());
            end = provider.isPresent()
                    ? inTurn(provider.get(), request, completion)
                    : new ModelEvent.Failed(ErrorCode.UNKNOWN_MODEL, "There is no such model any more.", null);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error bug) {
            // Its reader would wait for ever.
            LOG.error("a completion failed", bug);
            end = new ModelEvent.Failed(
                    ErrorCode.INTERNAL, "Something went wrong inside Polylogue; its log says what.", null);
        } finally {
            running.remove(completion);
            completion.accept(end);
        }
    }

    private ModelEvent.Terminal inTurn(Provider provider, CompletionRequest request, Completion completion)
            throws InterruptedException {
        try (Ticket ticket =
                admission.enter(provider.name(), Limits.of(provider), request.person(), Turn.NEXT, _ -> {})) {
            completion.opened(ticket::close);
            if (!ticket.await()) {
                return new ModelEvent.Cancelled();
            }
            // The permit is held for as long as the call may be open: only the call itself is closed from now on.
            completion.nothingOpen();
            ModelEvent.Terminal end = call(provider, request, completion);
            shutLine(provider, end);
            return end;
        }
    }

    /** A server that says when to come again means everybody. */
    private void shutLine(Provider provider, ModelEvent.Terminal end) {
        if (end instanceof ModelEvent.Failed failure && failure.retry() != null) {
            Duration wished = failure.retry().after();
            if (wished != null) {
                admission.pause(provider.name(), wished);
            }
        }
    }

    private ModelEvent.Terminal call(Provider provider, CompletionRequest request, Completion completion)
            throws InterruptedException {
        ModelSink sink = event -> {
            if (!completion.accept(event)) {
                time.startThread("answer-too-long", completion::close);
            }
        };
        try (ModelCall call = provider.start(request.modelRequest(), sink)) {
            completion.opened(call::close);
            return call.await();
        } finally {
            completion.nothingOpen();
        }
    }

    /** Refuses nothing, but ends whatever runs or is started from now on. */
    @Override
    public void close() {
        isClosing = true;
        running.forEach(Completion::close);
    }
}
