package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.search.SearchPage;
import org.jspecify.annotations.Nullable;

/**
 * Looks for words in a person's titles and messages. What is found is what the same transaction stored that changed the
 * rows: a message that is being written is found by what it said before, and by its new words from its end on; what was
 * deleted is found no more.
 */
public interface SearchStore {

    /**
     * What has all of the words: titles first, then messages, of each the newest first. Nothing where there are no words.
     *
     * @param limit at least 1
     * @param after the {@code next} of the piece before; null for the first. One that cannot be read gives the first
     */
    SearchPage search(UserId owner, SearchWords words, int limit, @Nullable String after);
}
