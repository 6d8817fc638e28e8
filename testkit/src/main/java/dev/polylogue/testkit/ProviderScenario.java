package dev.polylogue.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.engine.time.Time;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of a provider share: a simulated upstream, a provider for it, and one call from start to end. */
abstract class ProviderScenario {

    protected static final Duration SOON = Duration.ofSeconds(20);

    /** The aim is 25 ms and it is printed; a busy machine may be slow, but not this slow. */
    protected static final Duration GENEROUS = Duration.ofSeconds(1);

    protected final SimulatedUpstream upstream = SimulatedUpstream.start();
    protected final SystemTime systemTime = new SystemTime();
    protected Provider provider;

    /** A provider of this dialect with its usual timeouts (first byte 120 s, idle 60 s) for the server there. */
    protected abstract Provider open(String rootUrl, Time time);

    /** Whether nothing comes after the finish reason in this dialect, so that a call has ended with it. */
    protected boolean endsWithItsFinish() {
        return false;
    }

    /** Closes what {@link #open} opened beside the provider. */
    protected abstract void closeAll();

    @BeforeEach
    void openOne() {
        provider = open(upstream.rootUrl(), systemTime);
    }

    @AfterEach
    void close() {
        provider.close();
        closeAll();
        upstream.close();
        systemTime.close();
    }

    /** A request with one user message. */
    protected static ModelRequest ask(String model) {
        return new ModelRequest(model, "Be brief.", List.of(new PromptMessage.User("Hello")), false);
    }

    protected RecordingSink finish(String model) throws InterruptedException {
        var sink = new RecordingSink();
        ModelCall call = provider.start(ask(model), sink);
        ModelEvent.Terminal end = sink.awaitEnd(SOON);
        assertThat(call.await()).isEqualTo(end);
        call.close();
        assertThat(call.isClosed()).isTrue();
        assertThat(sink.terminals()).containsExactly(end);
        assertThat(sink.events().getLast()).isEqualTo(end);
        upstream.awaitClientLeft(upstream.requests().getLast(), SOON);
        return sink;
    }
}
