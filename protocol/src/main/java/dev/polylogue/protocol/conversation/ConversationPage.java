package dev.polylogue.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of the list, newest first; {@code next} is the cursor of the following piece, null at the end. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationPage(
        List<ConversationSummary> items, @Nullable String next) {

    public ConversationPage {
        items = List.copyOf(items);
    }
}
