package dev.polylogue.testkit.memory;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.SearchStore;
import dev.polylogue.engine.store.SearchWords;
import dev.polylogue.engine.store.StoredConversation;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.search.SearchHit;
import dev.polylogue.protocol.search.SearchPage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Search by reading everything that the person has. The parts of a streaming message are those of before. */
final class MemorySearch implements SearchStore {

    private final Tables tables;

    MemorySearch(Tables tables) {
        this.tables = tables;
    }

    @Override
    public SearchPage search(UserId owner, SearchWords words, int limit, @Nullable String after) {
        if (words.isEmpty()) {
            return new SearchPage(List.of(), null);
        }
        return tables.of(owner, owned -> {
            List<SearchHit> all = new ArrayList<>();
            for (StoredConversation conversation :
                    List.copyOf(owned.conversations.values()).reversed()) {
                titleHit(conversation, words, all);
            }
            for (Owned.Placed placed : List.copyOf(owned.messages.values()).reversed()) {
                messageHit(owned, placed, words, all);
            }
            int from = after != null && after.matches("\\d{1,9}") ? Math.min(Integer.parseInt(after), all.size()) : 0;
            int to = Math.min(all.size(), from + limit);
            return new SearchPage(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
        });
    }

    private static void titleHit(StoredConversation conversation, SearchWords words, List<SearchHit> hits) {
        var summary = conversation.summary();
        String title = summary.title();
        if (title != null && words.areIn(title)) {
            hits.add(new SearchHit(summary.id(), title, null, null, conversation.createdAt(), words.excerpt(title)));
        }
    }

    private static void messageHit(Owned owned, Owned.Placed placed, SearchWords words, List<SearchHit> hits) {
        Message message = placed.message();
        String text = message.parts().stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .collect(Collectors.joining(" "));
        if (words.areIn(text)) {
            @Nullable String title = owned.conversation(placed.conversation())
                    .orElseThrow()
                    .summary()
                    .title();
            hits.add(new SearchHit(
                    placed.conversation(),
                    title,
                    message.id(),
                    message.role(),
                    message.createdAt(),
                    words.excerpt(text)));
        }
    }
}
