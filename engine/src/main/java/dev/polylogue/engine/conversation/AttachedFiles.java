package dev.polylogue.engine.conversation;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.provider.Attachment;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.store.AttachmentStore;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.engine.store.StoredAttachment;
import dev.polylogue.protocol.command.ModelInfo;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.AttachmentId;
import dev.polylogue.protocol.message.AttachmentInfo;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The files of messages: which there are, which a model takes, and what it is told of them. */
final class AttachedFiles {

    private static final int MAX_FILES = 10;

    private final AttachmentStore store;
    private final ProviderRegistry providers;

    AttachedFiles(AttachmentStore store, ProviderRegistry providers) {
        this.store = store;
        this.providers = providers;
    }

    /** The parts of those files; one that the owner has not is refused. */
    List<Part.File> given(UserId owner, @Nullable List<@Nullable AttachmentId> ids) {
        if (ids == null) {
            return List.of();
        }
        if (ids.size() > MAX_FILES) {
            throw new CommandException(ErrorCode.TOO_LARGE, "A message may have " + MAX_FILES + " attachments.");
        }
        List<Part.File> parts = new ArrayList<>();
        for (AttachmentId id : ids) {
            if (id == null) {
                throw CommandException.badField("attachments", "The field attachments must be a list of ids.");
            }
            parts.add(store.find(owner, id)
                    .orElseThrow(() -> CommandException.notFound("attachment"))
                    .part());
        }
        return parts;
    }

    /** The files of a message. */
    static List<Part.File> of(Message message) {
        return message.parts().stream()
                .filter(Part.File.class::isInstance)
                .map(Part.File.class::cast)
                .toList();
    }

    /** Refuses a message with images for a model that sees none. */
    void check(Message message, String model) {
        if (of(message).stream().anyMatch(AttachedFiles::isImage) && !canSee(model)) {
            throw new CommandException(
                    ErrorCode.UNSUPPORTED_ATTACHMENT,
                    "The model " + model + " takes no images: choose one that does, or send the text alone.");
        }
    }

    private static boolean isImage(Part.File file) {
        return AttachmentInfo.isImage(file.mediaType());
    }

    /** A model that is not listed just now may see: then the call itself will tell. */
    private boolean canSee(String model) {
        return providers
                .model(model)
                .map(ModelInfo::capabilities)
                .map(ModelInfo.Capabilities::images)
                .orElse(true);
    }

    /** What that model is told of the owner's messages. Their texts are read now, their images with the request. */
    Function<Message, PromptMessage.User> words(UserId owner, String model) {
        boolean canSee = canSee(model);
        return message -> {
            var text = new StringBuilder(message.text());
            List<Attachment> images = new ArrayList<>();
            for (Part.File file : of(message)) {
                Optional<StoredAttachment> stored = store.find(owner, StoredAttachment.idOf(file));
                if (stored.isEmpty()) {
                    note(text, "The file " + file.filename() + " is not there any more.");
                } else if (!isImage(file)) {
                    quote(text, file.filename(), new String(bytes(stored.get()), StandardCharsets.UTF_8));
                } else if (canSee) {
                    images.add(new Attachment(file.filename(), file.mediaType(), () -> bytes(stored.get())));
                } else {
                    note(text, "The image " + file.filename() + " was attached, which you cannot see.");
                }
            }
            return new PromptMessage.User(text.toString(), images);
        };
    }

    private byte[] bytes(StoredAttachment attachment) {
        try (InputStream body = store.open(attachment).orElseGet(InputStream::nullInputStream)) {
            return body.readAllBytes();
        } catch (IOException failure) {
            throw new StoreUnavailableException("an attachment cannot be read", failure);
        }
    }

    private static void note(StringBuilder text, String words) {
        text.append(text.isEmpty() ? "" : "\n\n").append('[').append(words).append(']');
    }

    /** Fenced with more backticks than the content has in a row, so that it cannot end its own fence. */
    private static void quote(StringBuilder text, String name, String content) {
        String fence = "```";
        while (content.contains(fence)) {
            fence += "`";
        }
        text.append(text.isEmpty() ? "" : "\n\n").append("File ").append(name).append(":\n");
        text.append(fence).append('\n').append(content);
        text.append(content.endsWith("\n") ? "" : "\n").append(fence);
    }
}
