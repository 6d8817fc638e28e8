package dev.polylogue.providers.openai;

import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.providers.call.FrameReader;
import dev.polylogue.providers.hosted.BaseUrl;
import dev.polylogue.providers.hosted.Dialect;
import dev.polylogue.providers.hosted.ListedModel;
import dev.polylogue.providers.hosted.Refusable;
import dev.polylogue.providers.settings.ProviderSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Chat completions. */
public final class OpenAiChat implements Dialect {

    /** Its name in the settings, and in the metadata of what it tells. */
    public static final String NAME = "openai-chat";

    private final Vendor vendor;

    public OpenAiChat(ProviderSettings settings) {
        this.vendor = Vendor.at(settings.baseUrl());
    }

    @Override
    public BaseUrl baseUrl(String given) {
        return BaseUrl.maybeUnder("/v1", given, "/chat/completions");
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
        return "/chat/completions";
    }

    @Override
    public ObjectNode body(ModelRequest request, Set<String> refused) {
        return ChatRequestBody.of(request, vendor, refused);
    }

    @Override
    public List<Refusable> refusable() {
        return ChatRequestBody.REFUSABLE;
    }

    @Override
    public FrameReader reader() {
        return new ChatFrames(vendor.wantsReasoningBack());
    }
}
