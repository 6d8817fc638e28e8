package dev.polylogue.llama;

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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The model files of a folder as a provider; the folder is looked at whenever it is asked for its models. Any thread may
 * use it.
 */
public final class LocalModels implements Provider {

    /** Its name. */
    public static final String NAME = "local";

    private final LocalSettings settings;
    private final NativeLibrary library;
    private final Residence residence;

    /** Calls under way, to be ended with the provider. */
    private final Set<LocalCall> running = ConcurrentHashMap.newKeySet();

    public LocalModels(Time time, LocalSettings settings) {
        this(time, settings, new NativeLibrary());
    }

    LocalModels(Time time, LocalSettings settings, NativeLibrary library) {
        this.settings = settings;
        this.library = library;
        this.residence = new Residence(time, settings, library);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ProviderStatus status() {
        String reason = library.reason();
        List<ModelInfo> models = installed().stream()
                .map(file -> new ModelInfo(
                        NAME + "/" + file.name(),
                        NAME,
                        file.name(),
                        new ModelInfo.Capabilities(false, false, false),
                        settings.maxConcurrent(),
                        reason == null,
                        reason))
                .toList();
        return new ProviderStatus(models, reason);
    }

    /** Why no local model can run here, in words; null where they can. */
    public @Nullable String reason() {
        return library.reason();
    }

    /** Has none run here, for a reason of the operator's, told as a sentence. */
    public void refuse(String sentence) {
        library.refuse(sentence);
    }

    /** The files there are now. */
    public List<ModelFile> installed() {
        return ModelFile.in(settings.folder());
    }

    /** Whether a model is in memory now. */
    public boolean isLoaded() {
        return residence.isOccupied();
    }

    @Override
    public int maxConcurrent() {
        return settings.maxConcurrent();
    }

    @Override
    public ModelCall start(ModelRequest request, ModelSink sink) {
        var call = new LocalCall(sink, residence::look);
        Optional<ModelFile> file = ModelFile.find(settings.folder(), request.model());
        if (file.isEmpty()) {
            call.end(new ModelEvent.Failed(
                    ErrorCode.UPSTREAM_REFUSED, "There is no local model " + request.model() + " any more.", null));
            call.left();
            return call;
        }
        running.add(call);
        // A thread of the system: native code that blocks would hold one of the few that carry all virtual ones.
        Thread.ofPlatform().daemon().name("local-model").start(() -> {
            try {
                new Answering(residence, file.get(), request, call).run();
            } finally {
                running.remove(call);
            }
        });
        return call;
    }

    /** Takes a model out of memory, so that its file can go; false where an answer is being written with it. */
    public boolean release(ModelFile file) throws InterruptedException {
        return residence.unload(file);
    }

    @Override
    public void close() {
        running.forEach(call -> call.end(new ModelEvent.Failed(
                ErrorCode.UPSTREAM_INTERRUPTED, "The local model was closed before it had finished.", null)));
        residence.close();
    }
}
