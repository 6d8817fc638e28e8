package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.SearchWords;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Role;
import dev.polylogue.protocol.search.SearchHit;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The full-text indexes {@code title_words} and {@code message_words}, which triggers keep (see the migration). They are
 * read from the newest row backwards, so that a word which is everywhere costs no more than one that is rare: nothing is
 * ranked, and the search ends with the piece.
 */
final class SearchRows {

    private SearchRows() {}

    /** What was found, before its excerpt is made. */
    record Found(
            SearchCursor cursor,
            ConversationId conversation,
            @Nullable String title,
            @Nullable MessageId message,
            @Nullable Role role,
            Instant createdAt,
            String text) {

        SearchHit hit(SearchWords words) {
            String shown = message == null ? text : textOf(text);
            return new SearchHit(conversation, title, message, role, createdAt, words.excerpt(shown));
        }
    }

    static List<Found> titles(Sql sql, UserId owner, SearchWords words, long before, int limit) throws SQLException {
        return sql.list(
                """
                select w.rowid as number, c.id, c.title, c.created_at
                from title_words w cross join conversation_title t on t.number = w.rowid
                  cross join conversation c on c.owner = t.owner and c.id = t.conversation_id
                where w.title_words match ? and w.rowid < ? and c.owner = ?
                order by w.rowid desc limit ?
                """,
                row -> new Found(
                        new SearchCursor(true, row.number("number")),
                        ConversationId.of(row.text("id")),
                        row.text("title"),
                        null,
                        null,
                        row.moment("created_at"),
                        row.text("title")),
                expression(owner, words),
                before,
                owner,
                limit);
    }

    static List<Found> messages(Sql sql, UserId owner, SearchWords words, long before, int limit) throws SQLException {
        return sql.list(
                """
                select w.rowid as number, m.conversation_id, m.id, m.role, m.created_at, m.parts, c.title
                from message_words w cross join message m on m.number = w.rowid
                  cross join conversation c on c.owner = m.owner and c.id = m.conversation_id
                where w.message_words match ? and w.rowid < ? and m.owner = ?
                order by w.rowid desc limit ?
                """,
                row -> new Found(
                        new SearchCursor(false, row.number("number")),
                        ConversationId.of(row.text("conversation_id")),
                        row.textOrNull("title"),
                        MessageId.of(row.text("id")),
                        Role.ofWire(row.text("role")),
                        row.moment("created_at"),
                        row.text("parts")),
                expression(owner, words),
                before,
                owner,
                limit);
    }

    /** What the index looks for. The words have letters and digits only, so nothing that was typed is syntax here. */
    private static String expression(UserId owner, SearchWords words) {
        String terms = words.terms().stream()
                .map(term -> '"' + String.join(" ", term) + '"')
                .collect(Collectors.joining(" AND "));
        String owners = HexFormat.of().formatHex(owner.toString().getBytes(StandardCharsets.UTF_8));
        return "owner : \"" + owners + "\" AND words : (" + terms + (words.endsInBeginning() ? " *)" : ")");
    }

    private static String textOf(String parts) {
        return StoredJson.parts(parts).stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .collect(Collectors.joining(" "));
    }
}
