package dev.polylogue.providers.anthropic;

import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.providers.call.FrameReader;
import dev.polylogue.providers.hosted.BaseUrl;
import dev.polylogue.providers.hosted.Dialect;
import dev.polylogue.providers.hosted.ListedModel;
import dev.polylogue.providers.hosted.Refusable;
import dev.polylogue.providers.openai.OpenAiModels;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The messages API. */
public final class Anthropic implements Dialect {

    /** Its name in the settings, and in the metadata of what it tells. */
    public static final String NAME = "anthropic";

    @Override
    public String usualBaseUrl() {
        return "https://api.anthropic.com";
    }

    @Override
    public BaseUrl baseUrl(String given) {
        return BaseUrl.under("/v1", given, "/messages");
    }

    @Override
    public Map<String, String> credentials(String apiKey) {
        return Map.of("x-api-key", apiKey);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("anthropic-version", "2023-06-01");
    }

    @Override
    public String listPath() {
        return "/models?limit=1000";
    }

    @Override
    public @Nullable List<ListedModel> readList(JsonNode body) {
        return OpenAiModels.read(body);
    }

    @Override
    public String callPath(ModelRequest request) {
        return "/messages";
    }

    @Override
    public ObjectNode body(ModelRequest request, Set<String> refused) {
        return MessagesRequestBody.of(request, refused);
    }

    @Override
    public List<Refusable> refusable() {
        return MessagesRequestBody.REFUSABLE;
    }

    @Override
    public FrameReader reader() {
        return new MessagesFrames();
    }
}
