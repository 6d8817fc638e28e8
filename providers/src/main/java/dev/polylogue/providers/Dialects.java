package dev.polylogue.providers;

import dev.polylogue.providers.anthropic.Anthropic;
import dev.polylogue.providers.gemini.Gemini;
import dev.polylogue.providers.hosted.Dialect;
import dev.polylogue.providers.ollama.Ollama;
import dev.polylogue.providers.openai.OpenAiChat;
import dev.polylogue.providers.responses.OpenAiResponses;
import dev.polylogue.providers.settings.ProviderSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The dialects that there are. A new one is one line here. */
final class Dialects {

    private static final Map<String, Function<ProviderSettings, Dialect>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put(OpenAiChat.NAME, OpenAiChat::new);
        BY_NAME.put(Anthropic.NAME, _ -> new Anthropic());
        BY_NAME.put(Ollama.NAME, Ollama::new);
        BY_NAME.put(Gemini.NAME, _ -> new Gemini());
        BY_NAME.put(OpenAiResponses.NAME, _ -> new OpenAiResponses());
    }

    private Dialects() {}

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    /** The dialect of a provider. {@link IllegalArgumentException} where there is none of that name. */
    static Dialect of(ProviderSettings settings) {
        String name = settings.dialect() == null ? OpenAiChat.NAME : settings.dialect();
        Function<ProviderSettings, Dialect> dialect = BY_NAME.get(name);
        if (dialect == null) {
            throw new IllegalArgumentException("polylogue.providers." + settings.name() + ".dialect=" + name
                    + ": there is no such dialect. There are: " + String.join(", ", names()) + ".");
        }
        return dialect.apply(settings);
    }

    /** {@link IllegalArgumentException} with a sentence where these settings are none to begin with. */
    static void check(ProviderSettings settings) {
        Dialect dialect = of(settings);
        if (settings.baseUrl().isBlank() && dialect.usualBaseUrl().isEmpty()) {
            throw new IllegalArgumentException("polylogue.providers." + settings.name() + ".base-url is missing");
        }
    }
}
