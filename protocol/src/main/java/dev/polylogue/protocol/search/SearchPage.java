package dev.polylogue.protocol.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of what was found: titles first, then messages, of each the newest first; {@code next} is the cursor of the
 * following piece, null at the end.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchPage(List<SearchHit> items, @Nullable String next) {

    public SearchPage {
        items = List.copyOf(items);
    }
}
