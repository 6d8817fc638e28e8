package dev.polylogue.server.attachment;

import dev.polylogue.engine.conversation.Attachments;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.AttachmentId;
import dev.polylogue.protocol.message.AttachmentInfo;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files for messages to come, and of messages that were sent. */
@RestController
@RequestMapping("/api/attachments")
final class AttachmentController {

    private static final String EXAMPLE = """
            {"id": "0199f7c2-7d1e-7a55-9c1f-2b7d3a1e4f60", "name": "map.png", "mediaType": "image/png", "size": 48213}""";

    private final Attachments attachments;

    AttachmentController(Attachments attachments) {
        this.attachments = attachments;
    }

    @Operation(
            summary = "Give a file",
            description = "The body is the file itself: an image (PNG, JPEG, GIF, WebP) or a text in UTF-8. A message "
                    + "then names it in attachments; one that is not sent within a day goes.")
    @ApiResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AttachmentInfo.class),
                            examples = @ExampleObject(EXAMPLE)))
    @ApiResponse(responseCode = "413", description = "too-large")
    @ApiResponse(responseCode = "422", description = "unsupported-attachment")
    @PostMapping
    ResponseEntity<AttachmentInfo> add(UserId user, @RequestParam String name, HttpServletRequest request)
            throws IOException {
        AttachmentInfo added = attachments.add(user, name, request.getInputStream());
        return ResponseEntity.created(URI.create("/api/attachments/" + added.id()))
                .body(added);
    }

    @Operation(summary = "The bytes of a file")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "application/octet-stream"))
    @GetMapping("/{id}")
    void bytes(UserId user, @PathVariable AttachmentId id, HttpServletResponse response) throws IOException {
        AttachmentInfo attachment = attachments.find(user, id);
        try (InputStream bytes = attachments.open(user, id)) {
            response.setContentType(isImage(attachment) ? attachment.mediaType() : "text/plain; charset=utf-8");
            response.setContentLengthLong(attachment.size());
            response.setHeader("Content-Disposition", disposition(attachment));
            // What a person was given by somebody else must not become a page of this server.
            response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
            response.setHeader("Cache-Control", "private, max-age=3600");
            bytes.transferTo(response.getOutputStream());
        }
    }

    private static boolean isImage(AttachmentInfo attachment) {
        return AttachmentInfo.isImage(attachment.mediaType());
    }

    private static String disposition(AttachmentInfo attachment) {
        var kind = isImage(attachment) ? ContentDisposition.inline() : ContentDisposition.attachment();
        return kind.filename(attachment.name(), StandardCharsets.UTF_8).build().toString();
    }
}
