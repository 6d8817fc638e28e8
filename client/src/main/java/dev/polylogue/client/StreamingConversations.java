package dev.polylogue.client;

import dev.polylogue.protocol.id.ConversationId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations stream in this client, and the only writer of that map. A place is taken before the server is
 * asked, so that of two sends at once one is refused without a request. It is given back by the one who took it: {@link
 * #end} removes a place only where the map still holds this very one. A place goes with its answer's end, stop or close,
 * or with a send that failed. Any thread may use it.
 */
final class StreamingConversations {

    private final ConcurrentMap<ConversationId, Place> places = new ConcurrentHashMap<>();

    /** The place of one stream; its answer is there once the server has accepted it. */
    static final class Place {
        private final ConversationId conversation;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();

        private Place(ConversationId conversation) {
            this.conversation = conversation;
        }

        void accepted(Answer begun) {
            answer.complete(begun);
        }

        /** Waits until the server has said whether it takes the send; empty where it does not. */
        Optional<Answer> await() {
            try {
                return Optional.of(answer.get());
            } catch (ExecutionException refused) {
                return Optional.empty();
            } catch (InterruptedException interrupted) {
                throw CallInterruptedException.restoring(interrupted);
            }
        }
    }

    /** Takes the place of a conversation, or {@link ConversationBusyException}. */
    Place begin(ConversationId conversation) {
        var place = new Place(conversation);
        Place present = places.putIfAbsent(conversation, place);
        if (present == null) {
            return place;
        }
        @Nullable Answer active =
                present.answer.isDone() && !present.answer.isCompletedExceptionally() ? present.answer.join() : null;
        throw new ConversationBusyException(
                "Conversation " + conversation + " streams already: wait for its end, or stop it.",
                active == null ? null : active.generationId());
    }

    /** Gives a place back, unless it is another's already. */
    void end(Place place) {
        places.remove(place.conversation, place);
        place.answer.completeExceptionally(new IllegalStateException("it never began"));
    }

    Set<ConversationId> ids() {
        return Set.copyOf(places.keySet());
    }

    Optional<Place> find(ConversationId conversation) {
        return Optional.ofNullable(places.get(conversation));
    }

    List<Place> all() {
        return List.copyOf(places.values());
    }
}
