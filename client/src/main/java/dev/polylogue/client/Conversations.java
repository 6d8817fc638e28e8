package dev.polylogue.client;

import dev.polylogue.protocol.command.CreateConversation;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.conversation.ConversationDetails;
import dev.polylogue.protocol.conversation.ConversationPage;
import dev.polylogue.protocol.conversation.ConversationSummary;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of the caller. Every call is one short request that blocks until it is answered, and throws {@link
 * PolylogueException}; a conversation or message that is not there, or somebody else's, is refused with {@code not-found}.
 * Any thread may use it.
 */
public final class Conversations {

    private static final String PATH = "/api/conversations";
    private static final int PAGE = 100;

    private final Http http;
    private final Ids ids;
    private final StreamingConversations streaming;

    Conversations(Http http, Ids ids, StreamingConversations streaming) {
        this.http = http;
        this.ids = ids;
        this.streaming = streaming;
    }

    /** An id for a conversation to come. Nothing is asked: its first message makes it. */
    public ConversationId newId() {
        return new ConversationId(ids.next());
    }

    /** Makes an empty conversation whose answers come from that model, {@code provider/model}. */
    public ConversationDetails create(String model) {
        return create(new CreateConversation(null, null, model, null));
    }

    /** Makes an empty conversation. One with that id that the caller has already is told as it is, unchanged. */
    public ConversationDetails create(CreateConversation wish) {
        ConversationId id = wish.id() == null ? newId() : wish.id();
        var named = new CreateConversation(id, wish.title(), wish.model(), wish.systemPrompt());
        return http.call("POST", PATH, named, ConversationDetails.class);
    }

    /** The conversation with all its messages. */
    public ConversationDetails get(ConversationId id) {
        return http.get(path(id), ConversationDetails.class);
    }

    /** Changes what is not null in {@code change}; see {@link PatchConversation#NOTHING} for a beginning. */
    public ConversationDetails change(ConversationId id, PatchConversation change) {
        return http.call("PATCH", path(id), change, ConversationDetails.class);
    }

    /**
     * Deletes the conversation, after an answer that streams in it has ended and its model is closed. Who reads that
     * answer sees it {@linkplain AnswerEnd.Stopped stopped}.
     */
    public void delete(ConversationId id) {
        http.command("DELETE", path(id), null);
        streaming.find(id).ifPresent(streaming::end);
    }

    /** Deletes a message and all below it; refused while one of them streams. */
    public void deleteMessage(ConversationId id, MessageId message) {
        http.command("DELETE", path(id) + "/messages/" + message, null);
    }

    /** All that are not archived, newest first; asked for piece by piece, as far as the stream is read. */
    public Stream<ConversationSummary> list() {
        return list(false);
    }

    /** All that are archived, newest first, as {@link #list()}. */
    public Stream<ConversationSummary> listArchived() {
        return list(true);
    }

    private Stream<ConversationSummary> list(boolean archived) {
        return Stream.iterate(Optional.of(page(PAGE, null, archived)), Optional::isPresent, page -> page.map(
                                ConversationPage::next)
                        .map(next -> page(PAGE, next, archived)))
                .flatMap(Optional::stream)
                .flatMap(page -> page.items().stream());
    }

    /**
     * One piece of the list, newest first.
     *
     * @param limit 1 to 200
     * @param after {@link ConversationPage#next()} of the piece before; null for the first
     */
    public ConversationPage page(int limit, @Nullable String after, boolean archived) {
        String cursor = after == null ? "" : "&after=" + Http.encoded(after);
        return http.get(PATH + "?limit=" + limit + "&archived=" + archived + cursor, ConversationPage.class);
    }

    static String path(ConversationId id) {
        return PATH + "/" + id;
    }
}
