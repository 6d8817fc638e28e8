package dev.polylogue.server.aisdk;

import dev.polylogue.engine.conversation.Attachments;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.AttachmentId;
import dev.polylogue.server.configuration.Settings;
import dev.polylogue.server.problem.BodyTooLargeException;
import dev.polylogue.server.problem.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The files of a message, as the AI SDK has them: {@code {type: "file", mediaType, url, filename?}}. Its own {@code
 * convertFileListToFileUIParts} makes {@code data:} URLs in base64. What such a file is, its bytes say, as they do for
 * {@code POST /api/attachments}; a file that was given there is named by its address.
 */
@Component
final class FileParts {

    private static final String GIVEN = "/api/attachments/";

    private final Attachments attachments;
    private final long limit;

    FileParts(Attachments attachments, Settings settings) {
        this.attachments = attachments;
        this.limit = settings.limits().attachment().toBytes();
    }

    /** Keeps the files of a message. One that is never sent goes as any other that was given. */
    List<@Nullable AttachmentId> keep(UserId user, JsonNode message) {
        List<@Nullable AttachmentId> kept = new ArrayList<>();
        for (JsonNode part : message.path("parts")) {
            if ("file".equals(part.path("type").asString(""))) {
                kept.add(keep(
                        user,
                        part.path("url").asString(""),
                        part.path("filename").asString("file")));
            }
        }
        return kept;
    }

    private AttachmentId keep(UserId user, String url, String name) {
        if (url.startsWith(GIVEN)) {
            return AttachmentId.of(url.substring(GIVEN.length()));
        }
        try {
            return attachments
                    .add(user, name, new ByteArrayInputStream(bytes(url)))
                    .id();
        } catch (IOException impossible) {
            throw new UncheckedIOException("bytes in memory can be read", impossible);
        }
    }

    private byte[] bytes(String url) {
        int comma = url.indexOf(',');
        String head = url.substring(0, Math.max(comma, 0)).toLowerCase(Locale.ROOT);
        if (!head.startsWith("data:") || !head.endsWith(";base64")) {
            throw RefusedException.badRequest(
                    "messages",
                    "The url of a file must be a data: URL in base64, or the address of an attachment here: nothing is"
                            + " fetched.");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(url.substring(comma + 1));
            if (bytes.length > limit) {
                throw RefusedException.because(
                        ErrorCode.TOO_LARGE,
                        "A file is larger than " + BodyTooLargeException.words(limit) + ": send a smaller one.");
            }
            return bytes;
        } catch (IllegalArgumentException noBase64) {
            throw RefusedException.badRequest("messages", "The url of a file is no valid base64.");
        }
    }
}
