package dev.polylogue.providers.openai;

import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.providers.hosted.BaseUrl;
import dev.polylogue.providers.hosted.Dialect;
import dev.polylogue.providers.hosted.ListedModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the two interfaces of OpenAI share: where they lie, and the list of models. */
public abstract class OpenAiDialect implements Dialect {

    private final String callPath;

    /** One whose calls go to {@code callPath}. */
    protected OpenAiDialect(String callPath) {
        this.callPath = callPath;
    }

    @Override
    public final BaseUrl baseUrl(String given) {
        return BaseUrl.maybeUnder("/v1", given, callPath);
    }

    @Override
    public final @Nullable List<ListedModel> readList(JsonNode body) {
        return OpenAiModels.read(body);
    }

    @Override
    public final String callPath(ModelRequest request) {
        return callPath;
    }
}
