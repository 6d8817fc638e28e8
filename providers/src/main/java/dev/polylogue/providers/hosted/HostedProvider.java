package dev.polylogue.providers.hosted;

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
import dev.polylogue.providers.frames.FrameListener;
import dev.polylogue.providers.frames.FrameParser;
import dev.polylogue.providers.http.HttpAsk;
import dev.polylogue.providers.http.Timeouts;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A model server that is reached over HTTP and speaks one of the dialects. Any thread may use it. */
public final class HostedProvider implements Provider {

    private static final Logger LOG = LoggerFactory.getLogger(HostedProvider.class);

    /** With 404 a gateway says that none of the servers behind it can do what was asked. */
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 422);

    private static final String NOT_YET = "It has not answered yet.";

    private final Time time;
    private final UpstreamClient client;
    private final ProviderSettings settings;
    private final Dialect dialect;
    private final BaseUrl baseUrl;
    private final ModelWatch watch;
    private final Lessons lessons;

    /** Calls under way, to be ended with the provider; ended ones leave it when the next one starts. */
    private final Set<StreamedCall> running = ConcurrentHashMap.newKeySet();

    private volatile List<ListedModel> models;

    /** Why none of them can be called; null: they can. */
    private volatile @Nullable String reason;

    private volatile boolean wasUp;

    /** As it is told: made whenever something of it changes, since it is asked several times for each message. */
    private volatile ProviderStatus status;

    /** Watches nothing until {@link #watch}. {@link IllegalArgumentException} for a base URL that is none. */
    public HostedProvider(
            Time time, UpstreamClient client, ProviderSettings settings, Dialect dialect, WatchPace pace) {
        this.time = time;
        this.client = client;
        this.settings = settings;
        this.dialect = dialect;
        this.baseUrl = dialect.baseUrl(settings.baseUrl().isBlank() ? dialect.usualBaseUrl() : settings.baseUrl());
        this.lessons = new Lessons(dialect.refusable());
        this.models =
                settings.configuredModels().stream().map(ListedModel::ofName).toList();
        boolean isConfigured = !settings.configuredModels().isEmpty();
        this.reason = NOT_YET;
        this.status = describe();
        this.watch = new ModelWatch(
                time, client, settings.name(), dialect, baseUrl, headers(), pace, isConfigured, this::saw);
    }

    /** Begins to look at which models there are. */
    public void watch() {
        watch.look();
    }

    /** Waits until the server has answered, or not, for the first time; false when that took longer. */
    public boolean awaitFirstLook(Duration atMost) throws InterruptedException {
        return watch.awaitFirstLook(atMost);
    }

    /** The language that its server speaks. */
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public ProviderStatus status() {
        return status;
    }

    /** Of two that change something at once, the later one here has seen both. */
    private synchronized void refresh() {
        status = describe();
    }

    private ProviderStatus describe() {
        String why = reason;
        return new ProviderStatus(
                models.stream()
                        .map(model -> new ModelInfo(
                                name() + "/" + model.name(),
                                name(),
                                model.name(),
                                capabilities(model),
                                settings.maxConcurrent(),
                                why == null,
                                why))
                        .toList(),
                why);
    }

    /** A model that has refused tools has none, whatever its name promises. */
    private ModelInfo.Capabilities capabilities(ListedModel model) {
        var known = model.capabilities();
        boolean hasRefused = known.tools() && lessons.of(model.name()).contains(Dialect.TOOLS);
        return hasRefused ? new ModelInfo.Capabilities(false, known.reasoning(), known.images()) : known;
    }

    @Override
    public int maxConcurrent() {
        Integer limit = settings.maxConcurrent();
        return limit == null ? Integer.MAX_VALUE : limit;
    }

    @Override
    public int requestsPerMinute() {
        Integer limit = settings.requestsPerMinute();
        return limit == null ? Integer.MAX_VALUE : limit;
    }

    @Override
    public boolean countsTokens() {
        return true;
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

    /** What to send to ask this server something; {@code path} is below the base URL. */
    public HttpAsk question(String path, JsonNode body, Timeouts timeouts) {
        return HttpAsk.post(baseUrl.at(path), headers(), body, timeouts);
    }

    private void saw(ModelWatch.Seen seen) {
        switch (seen) {
            case ModelWatch.Seen.Models(List<ListedModel> listed) -> {
                models = settings.configuredModels().isEmpty() ? listed : configured(listed);
                up();
            }
            case ModelWatch.Seen.NoList _ -> up();
            case ModelWatch.Seen.Down(String reason) -> {
                if (wasUp) {
                    LOG.info("provider {} is down: {}", name(), reason);
                }
                wasUp = false;
                this.reason = reason;
            }
        }
        refresh();
    }

    /** The models that are configured, with what the server says of those that it lists. */
    private List<ListedModel> configured(List<ListedModel> listed) {
        return settings.configuredModels().stream()
                .map(name -> listed.stream()
                        .filter(model -> model.name().equals(name))
                        .findFirst()
                        .orElseGet(() -> ListedModel.ofName(name)))
                .toList();
    }

    private void up() {
        if (!wasUp) {
            LOG.info("provider {} at {} is up", name(), baseUrl.server());
        }
        wasUp = true;
        reason = null;
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(dialect.headers());
        headers.put("accept", "text/event-stream, application/x-ndjson, application/json");
        headers.put("user-agent", "Polylogue");
        String key = settings.apiKey();
        if (key != null && !key.isBlank()) {
            headers.putAll(dialect.credentials(key.strip()));
        }
        return headers;
    }

    /** One call: what the server refused before is left out; a new refusal is learnt from once. */
    private final class Plan implements CallPlan {

        private final ModelRequest request;
        private Map<String, Refusable> offered = Map.of();

        private Plan(ModelRequest request) {
            this.request = request;
        }

        @Override
        public HttpAsk ask() {
            Set<String> refused = lessons.of(request.model());
            ObjectNode body = dialect.body(request, refused);
            offered = lessons.offeredIn(body);
            offered.keySet().removeAll(refused);
            return question(dialect.callPath(request), body, settings.timeouts());
        }

        @Override
        public FrameParser parser(FrameListener listener) {
            return dialect.parser(listener);
        }

        @Override
        public FrameReader reader() {
            return dialect.reader();
        }

        @Override
        public boolean learnsFrom(int status, String body) {
            boolean hasLearnt = REFUSALS.contains(status) && lessons.learn(request.model(), offered, body);
            if (hasLearnt) {
                refresh();
            }
            return hasLearnt;
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
