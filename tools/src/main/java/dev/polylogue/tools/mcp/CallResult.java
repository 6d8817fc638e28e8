package dev.polylogue.tools.mcp;

import dev.polylogue.engine.tool.ToolResult;
import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.ResourceLink;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** What a server's answer comes to: words or JSON of at most 1 MiB; what is neither is described in words. */
final class CallResult {

    static final int MAX_CHARACTERS = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.shared();

    private CallResult() {}

    /** @param note to be added for the model; empty for none */
    static ToolResult of(String server, CallToolResult result, String note) {
        String text = text(result.content());
        if (Boolean.TRUE.equals(result.isError())) {
            String words = text.isBlank() ? server + " says that it failed, and not why." : text;
            return new ToolResult.Failed(shortened(words + note));
        }
        if (result.structuredContent() != null) {
            JsonNode tree = JSON.valueToTree(result.structuredContent());
            if (tree.toString().length() <= MAX_CHARACTERS && note.isEmpty()) {
                return new ToolResult.Done(tree);
            }
            text = tree.toString();
        }
        return new ToolResult.Done(StringNode.valueOf(shortened(text) + note));
    }

    private static String text(@Nullable List<Content> parts) {
        return parts == null ? "" : parts.stream().map(CallResult::words).collect(Collectors.joining("\n"));
    }

    private static String words(Content part) {
        return switch (part) {
            case TextContent text -> text.text();
            case ImageContent image -> described("image", image.mimeType(), bytes(image.data()));
            case AudioContent audio -> described("audio", audio.mimeType(), bytes(audio.data()));
            case ResourceLink link -> "[link to " + link.name() + ", " + link.uri() + "]";
            case EmbeddedResource embedded -> resource(embedded);
            default -> "[" + part.type() + "]";
        };
    }

    private static String resource(EmbeddedResource embedded) {
        return switch (embedded.resource()) {
            case TextResourceContents text ->
                described("resource " + text.uri(), text.mimeType(), text.text().length()) + "\n" + text.text();
            case BlobResourceContents blob -> described("resource " + blob.uri(), blob.mimeType(), bytes(blob.blob()));
            default -> "[resource]";
        };
    }

    private static String described(String what, @Nullable String type, long size) {
        return String.format(Locale.ROOT, "[%s, %s, %,d bytes]", what, type == null ? "of no named type" : type, size);
    }

    /** How many bytes a base64 text stands for. */
    private static long bytes(String base64) {
        int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
        return base64.length() * 3L / 4 - padding;
    }

    private static String shortened(String text) {
        if (text.length() <= MAX_CHARACTERS) {
            return text;
        }
        return text.substring(0, MAX_CHARACTERS) + "\n[Cut here: there are " + text.length() + " characters in all.]";
    }
}
