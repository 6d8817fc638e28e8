package dev.polylogue.providers.openai;

import dev.polylogue.protocol.command.ModelInfo.Capabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model as a server lists it. What only some servers say of it is guessed from its name where they do not. */
record ListedModel(String name, Capabilities capabilities) {

    /** Models that cannot chat, by a part of their name. */
    private static final Pattern NO_CHAT =
            Pattern.compile("embed|tts|whisper|dall-e|moderation|transcribe|realtime|audio|"
                    + "gpt-image|sora|babbage-002|davinci-002|instruct-0914|bge-|all-minilm|rerank");

    private static final Pattern REASONS =
            Pattern.compile("(^|/)(o1|o3|o4|gpt-5|gpt-oss)|deepseek-r|reasoner|qwq|qwen3|magistral|thinking");

    private static final Pattern SEES =
            Pattern.compile("(^|/)(o3|o4|gpt-4o|gpt-4\\.1|gpt-5)|llava|vision|-vl|gemma3|pixtral");

    static ListedModel ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return new ListedModel(
                name,
                new Capabilities(
                        false,
                        REASONS.matcher(lower).find(),
                        SEES.matcher(lower).find()));
    }

    /** Reads {@code {data: [{id}, …]}}; null where the body is no such list. */
    static @Nullable List<ListedModel> readList(String body) {
        try {
            JsonNode data = JsonMapper.shared().readTree(body).path("data");
            if (!data.isArray()) {
                return null;
            }
            List<ListedModel> models = new ArrayList<>();
            for (JsonNode model : data) {
                String name = model.path("id").asString("");
                if (!name.isEmpty()
                        && !NO_CHAT.matcher(name.toLowerCase(Locale.ROOT)).find()) {
                    models.add(read(name, model));
                }
            }
            return List.copyOf(models);
        } catch (JacksonException noList) {
            return null;
        }
    }

    private static ListedModel read(String name, JsonNode model) {
        Capabilities guess = ofName(name).capabilities();
        boolean reasons = guess.reasoning();
        for (JsonNode parameter : model.path("supported_parameters")) {
            reasons |= "reasoning".equals(parameter.asString(""));
        }
        boolean sees = guess.images();
        for (JsonNode modality : model.path("architecture").path("input_modalities")) {
            sees |= "image".equals(modality.asString(""));
        }
        return new ListedModel(name, new Capabilities(false, reasons, sees));
    }
}
