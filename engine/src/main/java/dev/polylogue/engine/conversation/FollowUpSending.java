package dev.polylogue.engine.conversation;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.FollowUpStore.Next;
import dev.polylogue.engine.store.FollowUpStore.Place;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.followup.FollowUpPause;
import dev.polylogue.protocol.id.ConversationId;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in a conversation, one at a time. The store decides which one goes and that it goes once; whoever
 * makes a conversation free, or adds to it, has it looked at here. So no wish is lost, whichever of the two is first.
 */
final class FollowUpSending {

    private static final Logger LOG = LoggerFactory.getLogger(FollowUpSending.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MAX_LOOKS = 10;

    private final Store store;
    private final Asks asks;
    private final Changes changes;
    private final Time time;
    private volatile boolean isClosed;

    FollowUpSending(Store store, Asks asks, Changes changes, Time time) {
        this.store = store;
        this.asks = asks;
        this.changes = changes;
        this.time = time;
    }

    /** Takes up what was to go when the last process ended. */
    void start() {
        for (Place place : store.followUps().ready()) {
            sendNext(place.owner(), place.conversationId());
        }
    }

    /** Sends the first that waits, if the conversation is free and nothing is paused; returns at once. */
    void sendNext(UserId owner, ConversationId id) {
        time.startThread("follow-up", () -> sendLogged(owner, id));
    }

    private void sendLogged(UserId owner, ConversationId id) {
        try {
            send(owner, id);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (StoreException failure) {
            LOG.error("what waits in conversation {} is not sent: {}", id, failure.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("what waits in conversation {} is not sent", id, bug);
        }
    }

    private void send(UserId owner, ConversationId id) throws InterruptedException {
        int looks = 0;
        Outcome outcome = Outcome.LOOK_AGAIN;
        while (outcome != Outcome.DONE && !isClosed) {
            outcome = looks++ < MAX_LOOKS ? trySend(owner, id) : hold(owner, id, "it changes all the time");
            if (outcome == Outcome.LATER) {
                looks = 0;
                time.pause(PAUSE);
            }
        }
    }

    private enum Outcome {
        DONE,
        LOOK_AGAIN,
        LATER
    }

    private Outcome trySend(UserId owner, ConversationId id) {
        try {
            Optional<Next> next = store.followUps().next(owner, id);
            if (next.isPresent()) {
                asks.send(owner, id, next.get());
            }
            return Outcome.DONE;
        } catch (StoreUnavailableException unavailable) {
            LOG.debug("what waits in conversation {} cannot be sent now", id, unavailable);
            return Outcome.LATER;
        } catch (CommandException refusal) {
            return switch (refusal.code()) {
                // Whoever holds the conversation has it looked at again at its end; after a restart the start does.
                case CONVERSATION_BUSY, SHUTTING_DOWN -> Outcome.DONE;
                case NOT_FOUND -> Outcome.LOOK_AGAIN;
                case RATE_LIMITED -> Outcome.LATER;
                default -> hold(owner, id, refusal.toString());
            };
        }
    }

    /** It cannot go by itself: the person sees that it waits for them. */
    private Outcome hold(UserId owner, ConversationId id, String why) {
        LOG.warn("what waits in conversation {} is paused: {}", id, why);
        store.followUps().pause(owner, id, FollowUpPause.FAILED);
        changes.changed(owner, id);
        return Outcome.DONE;
    }

    /** Nothing more is sent; what waits is taken up at the next start. */
    void close() {
        isClosed = true;
    }
}
