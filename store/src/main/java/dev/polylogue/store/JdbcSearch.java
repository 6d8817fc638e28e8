package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.SearchStore;
import dev.polylogue.engine.store.SearchWords;
import dev.polylogue.protocol.search.SearchHit;
import dev.polylogue.protocol.search.SearchPage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Search in the two full-text indexes. */
final class JdbcSearch implements SearchStore {

    private final Database database;

    JdbcSearch(Database database) {
        this.database = database;
    }

    @Override
    public SearchPage search(UserId owner, SearchWords words, int limit, @Nullable String after) {
        if (limit < 1) {
            throw new IllegalArgumentException("a piece of what was found has at least one item");
        }
        if (words.isEmpty()) {
            return new SearchPage(List.of(), null);
        }
        var start = SearchCursor.decode(after);
        int oneMore = Math.addExact(limit, 1);
        List<SearchRows.Found> found = database.read(sql -> {
            List<SearchRows.Found> all = new ArrayList<>();
            long before = start.number();
            if (start.isInTitles()) {
                all.addAll(SearchRows.titles(sql, owner, words, before, oneMore));
                before = Long.MAX_VALUE;
            }
            if (all.size() < oneMore) {
                all.addAll(SearchRows.messages(sql, owner, words, before, oneMore - all.size()));
            }
            return all;
        });
        // Outside of the reading thread: it belongs to everybody.
        List<SearchHit> hits =
                found.stream().limit(limit).map(item -> item.hit(words)).toList();
        return new SearchPage(
                hits, found.size() > limit ? found.get(limit - 1).cursor().encode() : null);
    }
}
