package dev.polylogue.providers.openai;

import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.ModelSink;
import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.provider.ProviderStatus;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.command.ModelInfo;
import dev.polylogue.providers.call.CallPlan;
import dev.polylogue.providers.call.FrameReader;
import dev.polylogue.providers.call.StreamedCall;
import dev.polylogue.providers.http.HttpAsk;
import dev.polylogue.providers.http.UpstreamClient;
import dev.polylogue.providers.settings.ProviderSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that speaks OpenAI chat completions. Any thread may use it. */
public final class OpenAiChatProvider implements Provider {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAiChatProvider.class);
    private static final String NOT_YET = "It has not answered yet.";

    private final Time time;
    private final UpstreamClient client;
    private final ProviderSettings settings;
    private final BaseUrl baseUrl;
    private final ModelWatch watch;

    /** Optional fields that this server has refused; bounded by the number of such fields. */
    private final Set<String> refusedFields = ConcurrentHashMap.newKeySet();

    /** Calls under way, to be ended with the provider; ended ones leave it when the next one starts. */
    private final Set<StreamedCall> running = ConcurrentHashMap.newKeySet();

    private volatile List<ListedModel> models;
    private volatile ProviderStatus status;
    private volatile boolean wasUp;

    /** Watches nothing until {@link #watch}. {@link IllegalArgumentException} for a base URL that is none. */
    public OpenAiChatProvider(Time time, UpstreamClient client, ProviderSettings settings, WatchPace pace) {
        this.time = time;
        this.client = client;
        this.settings = settings;
        this.baseUrl = new BaseUrl(settings.baseUrl());
        this.models =
                settings.configuredModels().stream().map(ListedModel::ofName).toList();
        boolean isConfigured = !settings.configuredModels().isEmpty();
        this.status = status(NOT_YET);
        this.watch = new ModelWatch(time, client, settings.name(), baseUrl, headers(), pace, isConfigured, this::saw);
    }

    /** Begins to look at which models there are. */
    public void watch() {
        watch.look();
    }

    /** Waits until the server has answered, or not, for the first time; false when that took longer. */
    public boolean awaitFirstLook(Duration atMost) throws InterruptedException {
        return watch.awaitFirstLook(atMost);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public ProviderStatus status() {
        return status;
    }

    @Override
    public int maxConcurrent() {
        Integer limit = settings.maxConcurrent();
        return limit == null ? Integer.MAX_VALUE : limit;
    }

    @Override
    public ModelCall start(ModelRequest request, ModelSink sink) {
        StreamedCall call = StreamedCall.start(time, client, new Plan(request), sink);
        running.removeIf(StreamedCall::hasEnded);
        running.add(call);
        return call;
    }

    @Override
    public void close() {
        watch.close();
        running.forEach(StreamedCall::giveUp);
    }

    private void saw(ModelWatch.Seen seen) {
        switch (seen) {
            case ModelWatch.Seen.Models(List<ListedModel> listed) -> {
                if (settings.configuredModels().isEmpty()) {
                    models = listed;
                }
                up();
            }
            case ModelWatch.Seen.NoList _ -> up();
            case ModelWatch.Seen.Down(String reason) -> {
                if (wasUp) {
                    LOG.info("provider {} is down: {}", name(), reason);
                }
                wasUp = false;
                status = status(reason);
            }
        }
    }

    private void up() {
        if (!wasUp) {
            LOG.info("provider {} at {} is up", name(), baseUrl.server());
        }
        wasUp = true;
        status = status(null);
    }

    private ProviderStatus status(@Nullable String reason) {
        return new ProviderStatus(
                models.stream()
                        .map(model -> new ModelInfo(
                                name() + "/" + model.name(),
                                name(),
                                model.name(),
                                model.capabilities(),
                                settings.maxConcurrent(),
                                reason == null,
                                reason))
                        .toList(),
                reason);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        headers.put("accept", "text/event-stream, application/json");
        headers.put("user-agent", "Polylogue");
        String key = settings.apiKey();
        if (key != null && !key.isBlank()) {
            headers.put("authorization", "Bearer " + key.strip());
        }
        return headers;
    }

    /** One call: the fields that the server refused before are left out; a new refusal is learnt from once. */
    private final class Plan implements CallPlan {

        private final ModelRequest request;
        private Set<String> leftOut = Set.of();

        private Plan(ModelRequest request) {
            this.request = request;
        }

        @Override
        public HttpAsk ask() {
            Map<String, String> headers = headers();
            headers.put("content-type", "application/json");
            leftOut = Set.copyOf(refusedFields);
            byte[] body = ChatRequestBody.of(request, leftOut);
            return new HttpAsk("POST", baseUrl.at("/chat/completions"), headers, body, settings.timeouts());
        }

        @Override
        public FrameReader reader() {
            return new ChatFrames();
        }

        @Override
        public boolean learnsFrom(int status, String body) {
            if (status != 400 && status != 422) {
                return false;
            }
            boolean learnt = false;
            for (String field : ChatRequestBody.optionalFields()) {
                if (body.contains(field) && !leftOut.contains(field)) {
                    refusedFields.add(field);
                    learnt = true;
                }
            }
            return learnt;
        }

        @Override
        public void unreachable() {
            watch.look();
        }

        @Override
        public String server() {
            return baseUrl.server();
        }
    }
}
