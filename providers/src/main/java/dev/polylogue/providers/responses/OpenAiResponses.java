package dev.polylogue.providers.responses;

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

/** OpenAI's responses. */
public final class OpenAiResponses implements Dialect {

    /** Its name in the settings, and in the metadata of what it tells. */
    public static final String NAME = "openai-responses";

    @Override
    public String usualBaseUrl() {
        return "https://api.openai.com";
    }

    @Override
    public BaseUrl baseUrl(String given) {
        return BaseUrl.maybeUnder("/v1", given, "/responses");
    }

    @Override
    public Map<String, String> credentials(String apiKey) {
        return Map.of("authorization", "Bearer " + apiKey);
    }

    @Override
    public @Nullable List<ListedModel> readList(JsonNode body) {
        return OpenAiModels.read(body);
    }

    @Override
    public String callPath(ModelRequest request) {
        return "/responses";
    }

    @Override
    public ObjectNode body(ModelRequest request, Set<String> refused) {
        return ResponsesRequestBody.of(request, refused);
    }

    @Override
    public List<Refusable> refusable() {
        return ResponsesRequestBody.REFUSABLE;
    }

    @Override
    public FrameReader reader() {
        return new ResponsesFrames();
    }
}
