package dev.polylogue.providers.openai;

import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.providers.call.FrameReader;
import dev.polylogue.providers.hosted.Refusable;
import dev.polylogue.providers.settings.ProviderSettings;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Chat completions. */
public final class OpenAiChat extends OpenAiDialect {

    /** Its name in the settings, and in the metadata of what it tells. */
    public static final String NAME = "openai-chat";

    private final Vendor vendor;

    public OpenAiChat(ProviderSettings settings) {
        super("/chat/completions");
        this.vendor = Vendor.at(settings.baseUrl());
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
