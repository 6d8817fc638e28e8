package dev.polylogue.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.polylogue.protocol.command.ConversationOptions;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation with all its messages, as a flat tree; the shown path ends at {@code activeLeafId}; {@code usage} is the sum of all. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationDetails(
        @JsonUnwrapped ConversationSummary summary,
        @Nullable String systemPrompt,
        ConversationOptions options,
        List<Message> messages,
        @Nullable Usage usage,
        @Nullable MessageId activeLeafId) {

    public ConversationDetails {
        messages = List.copyOf(messages);
    }
}
