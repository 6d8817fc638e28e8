package dev.polylogue.server.gateway;

import dev.polylogue.engine.provider.Attachment;
import dev.polylogue.engine.provider.PromptMessage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the messages of a request. What any of them tells the model as its operator is joined in front: all other dialects
 * have one place for that.
 */
final class ChatPrompt {

    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final String DATA = "data:";
    private static final String BASE64 = ";base64";

    private final List<String> system = new ArrayList<>();
    private final List<PromptMessage> said = new ArrayList<>();

    /** The tools that were called and have not answered yet, by the ids of the calls. */
    private final Map<String, String> open = new HashMap<>();

    private boolean hasImages;

    static ChatPrompt read(Fields body) {
        var prompt = new ChatPrompt();
        body.each("messages").forEach(prompt::message);
        if (prompt.said.isEmpty()) {
            throw Fields.wrong("messages", "must hold at least one message that is not of the system");
        }
        prompt.refuseOpen("messages");
        return prompt;
    }

    private void message(Fields message) {
        String role = message.text("role");
        if (!"tool".equals(role)) {
            refuseOpen(message.path());
        }
        switch (role) {
            case "system", "developer" -> system.add(text(message));
            case "user" -> user(message);
            case "assistant" -> assistant(message);
            case "tool" -> answered(message);
            default ->
                throw Fields.wrong(message.at("role"), "must be one of system, developer, user, assistant and tool");
        }
    }

    private void refuseOpen(String path) {
        if (!open.isEmpty()) {
            throw Fields.wrong(path, "must first answer the tool calls " + String.join(", ", open.keySet()));
        }
    }

    private void user(Fields message) {
        List<String> texts = new ArrayList<>();
        List<Attachment> images = new ArrayList<>();
        if (message.required("content").isString()) {
            texts.add(message.text("content"));
        } else {
            for (Fields part : message.each("content")) {
                switch (part.text("type")) {
                    case "text" -> texts.add(part.text("text"));
                    case "image_url" -> images.add(image(Fields.of(part.at("image_url"), part.required("image_url"))));
                    default -> throw Fields.wrong(part.at("type"), "can only be text or image_url here");
                }
            }
        }
        hasImages |= !images.isEmpty();
        said.add(new PromptMessage.User(String.join("\n\n", texts), images));
    }

    /** Nothing is fetched for a program: it may reach less than this server does. */
    private static Attachment image(Fields image) {
        String url = image.text("url");
        int comma = url.indexOf(',');
        if (!url.startsWith(DATA) || comma < 0) {
            throw Fields.wrong(image.at("url"), "must be a data: URL: this server fetches no images");
        }
        String type = url.substring(DATA.length(), comma).toLowerCase(Locale.ROOT);
        if (!type.endsWith(BASE64) || !IMAGES.contains(type.substring(0, type.length() - BASE64.length()))) {
            throw Fields.wrong(image.at("url"), "must hold a PNG, JPEG, GIF or WebP image in base64");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(url.substring(comma + 1));
            return new Attachment("image", type.substring(0, type.length() - BASE64.length()), () -> bytes);
        } catch (IllegalArgumentException noBase64) {
            throw Fields.wrong(image.at("url"), "is no valid base64");
        }
    }

    private void assistant(Fields message) {
        String text = message.find("content").isEmpty() ? "" : text(message);
        if (!text.isEmpty()) {
            said.add(new PromptMessage.Assistant(text));
        }
        for (Fields call : message.each("tool_calls")) {
            Fields function = Fields.of(call.at("function"), call.required("function"));
            String id = call.text("id");
            String name = function.text("name");
            open.put(id, name);
            said.add(new PromptMessage.ToolCalled(id, name, arguments(function), null));
        }
    }

    private static JsonNode arguments(Fields function) {
        String json = function.text("arguments");
        try {
            JsonNode arguments = json.isBlank()
                    ? JsonMapper.shared().createObjectNode()
                    : JsonMapper.shared().readTree(json);
            if (arguments.isObject()) {
                return arguments;
            }
        } catch (JacksonException noJson) {
            throw notAnObject(function, noJson);
        }
        throw notAnObject(function, null);
    }

    private static RuntimeException notAnObject(Fields function, @Nullable Throwable cause) {
        RuntimeException refusal = Fields.wrong(function.at("arguments"), "must be the text of a JSON object");
        if (cause != null) {
            refusal.initCause(cause);
        }
        return refusal;
    }

    private void answered(Fields message) {
        String id = message.text("tool_call_id");
        String name = open.remove(id);
        if (name == null) {
            throw Fields.wrong(message.at("tool_call_id"), "must be the id of a call in the message before it");
        }
        said.add(new PromptMessage.ToolAnswered(id, name, text(message), false));
    }

    /** A text, or the texts of its parts. */
    private static String text(Fields message) {
        if (message.required("content").isString()) {
            return message.text("content");
        }
        List<String> texts = new ArrayList<>();
        for (Fields part : message.each("content")) {
            String type = part.text("type");
            if (!"text".equals(type) && !"refusal".equals(type)) {
                throw Fields.wrong(part.at("type"), "can only be text in this message");
            }
            texts.add(part.text(type));
        }
        return String.join("\n\n", texts);
    }

    @Nullable String system() {
        return system.isEmpty() ? null : String.join("\n\n", system);
    }

    List<PromptMessage> said() {
        return said;
    }

    boolean hasImages() {
        return hasImages;
    }
}
