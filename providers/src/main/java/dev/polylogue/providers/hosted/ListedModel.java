package dev.polylogue.providers.hosted;

import dev.polylogue.protocol.command.ModelInfo.Capabilities;
import java.util.Locale;
import java.util.regex.Pattern;

/** A model as a server lists it. What a server does not say of it is guessed from its name. */
public record ListedModel(String name, Capabilities capabilities) {

    /** Models that cannot chat, by a part of their name. */
    private static final Pattern NO_CHAT =
            Pattern.compile("embed|tts|whisper|dall-e|moderation|transcribe|realtime|audio|"
                    + "gpt-image|sora|babbage-002|davinci-002|instruct-0914|bge-|all-minilm|rerank");

    private static final Pattern REASONS =
            Pattern.compile("(^|/)(o1|o3|o4|gpt-5|gpt-oss)|deepseek-r|reasoner|qwq|qwen3|"
                    + "magistral|thinking|claude-(3-7|(opus|sonnet|haiku)-[4-9])|gemini-(2\\.5|[3-9])");

    private static final Pattern SEES = Pattern.compile("(^|/)(o3|o4|gpt-4o|gpt-4\\.1|gpt-5)|llava|vision|-vl|"
            + "gemma-?3|pixtral|claude-(3|opus|sonnet|haiku)|gemini-[1-9]|llama-?4");

    /** Families that were made to call tools; a model of no known family is taken to have none. */
    private static final Pattern CALLS_TOOLS =
            Pattern.compile("(^|/)(o3|o4|o1(?!-(mini|preview))|gpt-3\\.5-turbo|gpt-4|gpt-5|gpt-oss)|"
                    + "claude-(3|opus|sonnet|haiku)|gemini-(1\\.5|[2-9])|"
                    + "llama-?(3[.-][1-9]|4)|qwen-?(2\\.5|[3-9]|max|plus|turbo)|"
                    + "mistral-(small|medium|large|nemo)|ministral|magistral|devstral|codestral|mixtral-8x22b|"
                    + "command-(r|a)|deepseek-(chat|reasoner|v[3-9])|kimi-k|glm-[4-9]|granite-?[3-9]|grok-[2-9]|"
                    + "nova-(micro|lite|pro)|hermes-?[3-9]|firefunction");

    /** What is known of a model by its name alone. */
    public static ListedModel ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return new ListedModel(
                name,
                new Capabilities(
                        CALLS_TOOLS.matcher(lower).find(),
                        REASONS.matcher(lower).find(),
                        SEES.matcher(lower).find()));
    }

    /** Whether a model of that name is one to chat with. */
    public static boolean canChat(String name) {
        return !NO_CHAT.matcher(name.toLowerCase(Locale.ROOT)).find();
    }
}
