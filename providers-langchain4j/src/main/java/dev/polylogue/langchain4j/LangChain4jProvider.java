package dev.polylogue.langchain4j;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.ModelSink;
import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.provider.ProviderStatus;
import dev.polylogue.protocol.command.ModelInfo;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.providers.hosted.ListedModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Streaming chat models of LangChain4j under names of one's choice. Any thread may use it. */
public final class LangChain4jProvider implements Provider {

    private final String name;
    private final int maxConcurrent;
    private final Map<String, StreamingChatModel> models;

    /** Calls under way, to be ended with the provider; ended ones leave it when the next one starts. */
    private final Set<LangChain4jCall> running = ConcurrentHashMap.newKeySet();

    /**
     * Makes one.
     *
     * @param name becomes the part of a model's id before the first slash
     * @param maxConcurrent how many calls at once; {@link Integer#MAX_VALUE} for no limit
     * @param models by name, in the order in which they are shown
     */
    public LangChain4jProvider(String name, int maxConcurrent, Map<String, StreamingChatModel> models) {
        this.name = name;
        this.maxConcurrent = maxConcurrent;
        this.models = new LinkedHashMap<>(models);
    }

    @Override
    public String name() {
        return name;
    }

    /** What a model can is guessed from its name: LangChain4j does not say. */
    @Override
    public ProviderStatus status() {
        Integer limit = maxConcurrent == Integer.MAX_VALUE ? null : maxConcurrent;
        return new ProviderStatus(models.keySet().stream()
                .map(ListedModel::ofName)
                .map(model -> new ModelInfo(
                        name + "/" + model.name(), name, model.name(), model.capabilities(), limit, true, null))
                .toList());
    }

    @Override
    public int maxConcurrent() {
        return maxConcurrent;
    }

    @Override
    public ModelCall start(ModelRequest request, ModelSink sink) {
        var call = new LangChain4jCall(sink);
        running.removeIf(LangChain4jCall::isClosed);
        running.add(call);
        StreamingChatModel model = models.get(request.model());
        if (model == null) {
            call.end(new ModelEvent.Failed(
                    ErrorCode.UPSTREAM_REFUSED, "There is no model " + request.model() + " here.", null));
        } else {
            call.begin(model, Requests.of(request));
        }
        return call;
    }

    @Override
    public void close() {
        running.forEach(call -> call.end(new ModelEvent.Failed(
                ErrorCode.UPSTREAM_INTERRUPTED, "The connection to the model was given up.", null)));
    }
}
