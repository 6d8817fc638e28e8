package dev.polylogue.providers.guide;

import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.ModelSink;
import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.provider.ProviderStatus;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.command.ModelInfo;
import dev.polylogue.protocol.error.ErrorCode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The built-in assistant {@code polylogue/guide}: always there, never a language model. Any thread may use it. */
public final class GuideProvider implements Provider {

    /** Its name as a provider. */
    public static final String NAME = "polylogue";

    /** The name of its one model. */
    public static final String MODEL = "guide";

    /** The speed at which it speaks, unless told otherwise. */
    public static final double WORDS_PER_SECOND = 60;

    private final Time time;
    private final double wordsPerSecond;

    /** Answers under way, to be ended with the provider; ended ones leave it when the next one starts. */
    private final Set<GuideCall> running = ConcurrentHashMap.newKeySet();

    public GuideProvider(Time time, double wordsPerSecond) {
        if (!(wordsPerSecond > 0)) {
            throw new IllegalArgumentException("words per second: " + wordsPerSecond);
        }
        this.time = time;
        this.wordsPerSecond = wordsPerSecond;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ProviderStatus status() {
        return new ProviderStatus(List.of(new ModelInfo(
                NAME + "/" + MODEL, NAME, MODEL, new ModelInfo.Capabilities(false, true, false), null, true, null)));
    }

    @Override
    public int maxConcurrent() {
        return Integer.MAX_VALUE;
    }

    @Override
    public ModelCall start(ModelRequest request, ModelSink sink) {
        var call = new GuideCall(time, sink, Timeline.of(Pages.ANSWERS.answer(request), wordsPerSecond));
        running.removeIf(GuideCall::isClosed);
        running.add(call);
        call.begin();
        return call;
    }

    @Override
    public void close() {
        running.forEach(call -> call.end(new ModelEvent.Failed(
                ErrorCode.UPSTREAM_INTERRUPTED, "The guide was closed before it had finished.", null)));
    }

    /** Read and indexed for the first who asks; most who start a server have models of their own. */
    private static final class Pages {

        static final GuideAnswers ANSWERS = new GuideAnswers(GuidePage.all());
    }
}
