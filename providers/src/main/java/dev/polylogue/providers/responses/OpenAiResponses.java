package dev.polylogue.providers.responses;

import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.providers.call.FrameReader;
import dev.polylogue.providers.hosted.Refusable;
import dev.polylogue.providers.openai.OpenAiDialect;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's responses. */
public final class OpenAiResponses extends OpenAiDialect {

    /** Its name in the settings, and in the metadata of what it tells. */
    public static final String NAME = "openai-responses";

    public OpenAiResponses() {
        super("/responses");
    }

    @Override
    public String usualBaseUrl() {
        return "https://api.openai.com";
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
