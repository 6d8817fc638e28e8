package dev.polylogue.providers.gemini;

import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.protocol.command.ModelInfo.Capabilities;
import dev.polylogue.providers.call.FrameReader;
import dev.polylogue.providers.hosted.BaseUrl;
import dev.polylogue.providers.hosted.Dialect;
import dev.polylogue.providers.hosted.ListedModel;
import dev.polylogue.providers.hosted.Refusable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Google's Gemini API. */
public final class Gemini implements Dialect {

    /** Its name in the settings, and in the metadata of what it tells. */
    public static final String NAME = "gemini";

    private static final String PREFIX = "models/";
    private static final Pattern NO_CHAT = Pattern.compile("image|imagen|veo|aqa|live|robotics|computer-use");

    @Override
    public String usualBaseUrl() {
        return "https://generativelanguage.googleapis.com";
    }

    @Override
    public BaseUrl baseUrl(String given) {
        return BaseUrl.under("/v1beta", given, "/models");
    }

    @Override
    public Map<String, String> credentials(String apiKey) {
        return Map.of("x-goog-api-key", apiKey);
    }

    @Override
    public String listPath() {
        return "/models?pageSize=1000";
    }

    @Override
    public @Nullable List<ListedModel> readList(JsonNode body) {
        JsonNode list = body.path("models");
        if (!list.isArray()) {
            return null;
        }
        return list.valueStream()
                .filter(model -> model.path("supportedGenerationMethods")
                        .valueStream()
                        .anyMatch(method -> method.asString("").equals("generateContent")))
                .map(Gemini::read)
                .filter(model -> ListedModel.canChat(model.name())
                        && !NO_CHAT.matcher(model.name()).find())
                .toList();
    }

    private static ListedModel read(JsonNode model) {
        String name = model.path("name").asString("");
        ListedModel guess = ListedModel.ofName(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name);
        var known = guess.capabilities();
        boolean thinks = model.path("thinking").asBoolean(known.reasoning());
        return new ListedModel(guess.name(), new Capabilities(known.tools(), thinks, known.images()));
    }

    @Override
    public String callPath(ModelRequest request) {
        return "/models/" + request.model() + ":streamGenerateContent?alt=sse";
    }

    @Override
    public ObjectNode body(ModelRequest request, Set<String> refused) {
        return ContentRequestBody.of(request, refused);
    }

    @Override
    public List<Refusable> refusable() {
        return ContentRequestBody.REFUSABLE;
    }

    @Override
    public FrameReader reader() {
        return new ContentFrames();
    }
}
