package dev.polylogue.providers.ollama;

import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.protocol.command.ModelInfo.Capabilities;
import dev.polylogue.providers.call.FrameReader;
import dev.polylogue.providers.frames.FrameListener;
import dev.polylogue.providers.frames.FrameParser;
import dev.polylogue.providers.frames.LineParser;
import dev.polylogue.providers.hosted.BaseUrl;
import dev.polylogue.providers.hosted.Dialect;
import dev.polylogue.providers.hosted.ListedModel;
import dev.polylogue.providers.hosted.Refusable;
import dev.polylogue.providers.http.Fetched;
import dev.polylogue.providers.settings.ProviderSettings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Ollama's own API. */
public final class Ollama implements Dialect {

    /** Its name in the settings, and in the metadata of what it tells. */
    public static final String NAME = "ollama";

    private final ProviderSettings settings;

    /** What {@code /show} said of a model, by digest; those that are not listed any more leave it with the next list. */
    private final Map<String, Set<String>> shown = new ConcurrentHashMap<>();

    private volatile List<InstalledModel> installed = List.of();

    public Ollama(ProviderSettings settings) {
        this.settings = settings;
    }

    /** The models that were there at the last look, those that cannot chat included. */
    public List<InstalledModel> installed() {
        return installed;
    }

    @Override
    public String usualBaseUrl() {
        return "http://127.0.0.1:11434";
    }

    /** Also where it was configured for chat completions before. */
    @Override
    public BaseUrl baseUrl(String given) {
        return BaseUrl.exactly("/api", given, List.of("/chat", "/api", "/v1"));
    }

    @Override
    public String listPath() {
        return "/tags";
    }

    @Override
    public @Nullable List<ListedModel> readList(JsonNode body) {
        JsonNode list = body.path("models");
        if (!list.isArray()) {
            return null;
        }
        List<InstalledModel> models = list.valueStream()
                .filter(model -> !model.path("name").asString("").isEmpty())
                .map(InstalledModel::read)
                .toList();
        installed = models;
        return models.stream().map(model -> ListedModel.ofName(model.name())).toList();
    }

    /** Asks what each model can that it has not asked about before, one after the other. */
    @Override
    public void describe(List<ListedModel> listed, Questions questions, Consumer<List<ListedModel>> then) {
        List<InstalledModel> models = installed;
        shown.keySet().retainAll(models.stream().map(InstalledModel::digest).toList());
        describe(models.iterator(), questions, new ArrayList<>(), then);
    }

    private void describe(
            Iterator<InstalledModel> models,
            Questions questions,
            List<ListedModel> described,
            Consumer<List<ListedModel>> then) {
        while (models.hasNext()) {
            InstalledModel model = models.next();
            Set<String> known = shown.get(model.digest());
            if (known == null) {
                ObjectNode question = JsonMapper.shared().createObjectNode().put("model", model.name());
                questions.post("/show", question, answer -> {
                    add(model, learn(model, answer), described);
                    describe(models, questions, described, then);
                });
                return;
            }
            add(model, known, described);
        }
        then.accept(List.copyOf(described));
    }

    private Set<String> learn(InstalledModel model, Fetched answer) {
        if (answer instanceof Fetched.Answer(var head, String body) && head.status() == 200) {
            try {
                Set<String> said = Set.copyOf(JsonMapper.shared()
                        .readTree(body)
                        .path("capabilities")
                        .valueStream()
                        .map(word -> word.asString(""))
                        .toList());
                shown.put(model.digest(), said);
                return said;
            } catch (JacksonException unreadable) {
                return Set.of();
            }
        }
        return Set.of();
    }

    /** An older Ollama says nothing of capabilities: then the name counts. */
    private static void add(InstalledModel model, Set<String> said, List<ListedModel> described) {
        if (said.isEmpty()) {
            if (ListedModel.canChat(model.name())) {
                described.add(ListedModel.ofName(model.name()));
            }
        } else if (said.contains("completion")) {
            described.add(new ListedModel(
                    model.name(),
                    new Capabilities(said.contains("tools"), said.contains("thinking"), said.contains("vision"))));
        }
    }

    @Override
    public String callPath(ModelRequest request) {
        return "/chat";
    }

    @Override
    public ObjectNode body(ModelRequest request, Set<String> refused) {
        return OllamaRequestBody.of(request, settings, refused);
    }

    @Override
    public List<Refusable> refusable() {
        return OllamaRequestBody.REFUSABLE;
    }

    @Override
    public FrameParser parser(FrameListener listener) {
        return new LineParser(listener);
    }

    @Override
    public FrameReader reader() {
        return new OllamaFrames();
    }
}
