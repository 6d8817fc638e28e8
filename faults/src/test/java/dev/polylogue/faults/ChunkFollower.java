package dev.polylogue.faults;

import dev.polylogue.faults.SseSocket.Event;
import dev.polylogue.testkit.checker.HistoryRecorder.ViewRecorder;
import dev.polylogue.testkit.checker.Sight;
import dev.polylogue.testkit.checker.Told.Accepted;
import java.io.IOException;
import java.util.List;

/** Follows one generation by its chunks, from an offset to its end. */
final class ChunkFollower extends Follower {

    private static final String DONE = "[DONE]";

    private final Accepted accepted;
    private final long first;
    private final ViewRecorder view;
    private volatile long next;
    private volatile int lastStatus;
    private volatile String lastChunk = "";

    ChunkFollower(int port, Accepted accepted, long first, ViewRecorder view) {
        super(port);
        this.accepted = accepted;
        this.first = first;
        this.next = first;
        this.view = view;
    }

    @Override
    String path() {
        return "/api/generations/" + accepted.generation() + "/chunks?offset=" + first;
    }

    @Override
    boolean begins(int status) {
        lastStatus = status;
        if (status == 200) {
            view.see(new Sight.Opened(System.nanoTime(), accepted.generation(), next));
        }
        return status == 200;
    }

    @Override
    boolean takes(Event event) {
        if (event.data().equals(DONE)) {
            return false;
        }
        String id = event.id();
        if (id == null) {
            throw new AssertionError("a chunk without its offset: " + event);
        }
        long offset = Long.parseLong(id);
        long now = System.nanoTime();
        view.see(new Sight.Chunks(
                now, offset, accepted.conversation(), accepted.generation(), offset, List.of(event.data())));
        next = offset + 1;
        lastChunk = event.data();
        if (EventParser.isEnd(event.data())) {
            sawEnd(accepted.generation());
        }
        return true;
    }

    /** Reads what is left in a connection that is over, as its own. */
    void readOn(SseSocket old) {
        begins(old.status());
        try {
            for (Event event = old.next(); event != null && takes(event); event = old.next()) {
                seen(event);
            }
        } catch (IOException cut) {
            // That is how far it got.
        }
    }

    /** What its newest connection was answered. */
    int lastStatus() {
        return lastStatus;
    }

    /** The newest chunk. */
    String lastChunk() {
        return lastChunk;
    }

    /** The offset of the next chunk that it expects. */
    long next() {
        return next;
    }
}
