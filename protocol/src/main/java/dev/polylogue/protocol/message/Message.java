package dev.polylogue.protocol.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polylogue.protocol.id.MessageId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;

/** A message of a conversation's tree. Messages with the same parent and role are versions of each other. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
        MessageId id,
        @Nullable MessageId parentId,
        Role role,
        MessageStatus status,
        @JsonSerialize(using = StoredParts.Writer.class) List<Part> parts,
        @Nullable String model,
        Instant createdAt,
        @Nullable Usage usage,
        @Nullable MessageError error,
        @Nullable StopCause stopCause) {

    public Message {
        parts = parts instanceof StoredParts ? parts : List.copyOf(parts);
    }

    /** All text parts, one after the other: what a model is told that this message said. */
    public String text() {
        var text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text words) {
                text.append(words.text());
            }
        }
        return text.toString();
    }
}
