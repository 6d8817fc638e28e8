package dev.polylogue.store;

import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What there is already of what a claim brings. One statement for all of it: where a conversation begins, nothing else is to be
 * looked for, and its person waits for the first word.
 *
 * @param isRepeated whether the same request began a generation before
 * @param isNew whether the conversation is not there yet
 * @param isConversationDeleted whether one of that id was deleted
 * @param isRequestDeleted whether what the same request began was deleted
 * @param isTaken whether a message that is to be stored has an id that the owner already used
 */
record ClaimLook(
        boolean isRepeated, boolean isNew, boolean isConversationDeleted, boolean isRequestDeleted, boolean isTaken) {

    static ClaimLook at(Sql sql, NewGeneration wish) throws SQLException {
        Message words = wish.userMessage();
        @Nullable MessageId question = words == null ? null : words.id();
        @Nullable MessageId answer = wish.continuesMessage() ? null : wish.assistantMessageId();
        return sql.first(
                        """
                        select
                          exists (select 1 from generation where owner = ? and request_id = ?) as repeated,
                          not exists (select 1 from conversation where owner = ? and id = ?) as is_new,
                          exists (select 1 from deleted_conversation where owner = ? and id = ?) as conversation_deleted,
                          exists (select 1 from deleted_request where owner = ? and request_id = ?) as request_deleted,
                          exists (select 1 from message where owner = ? and id in (?, ?)) as taken
                        """,
                        ClaimLook::read,
                        wish.owner(),
                        wish.requestId(),
                        wish.owner(),
                        wish.conversationId(),
                        wish.owner(),
                        wish.conversationId(),
                        wish.owner(),
                        wish.requestId(),
                        wish.owner(),
                        question,
                        answer)
                .orElseThrow();
    }

    private static ClaimLook read(Row row) throws SQLException {
        return new ClaimLook(
                row.flag("repeated"),
                row.flag("is_new"),
                row.flag("conversation_deleted"),
                row.flag("request_deleted"),
                row.flag("taken"));
    }
}
