package dev.polylogue.faults;

import dev.polylogue.faults.SseSocket.Event;
import dev.polylogue.testkit.checker.HistoryRecorder.ViewRecorder;
import dev.polylogue.testkit.checker.Sight;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Follows everything of the caller, until it is closed. */
final class FeedFollower extends Follower {

    private final ViewRecorder view;
    private final AtomicLong windows = new AtomicLong();
    private final AtomicInteger snapshots = new AtomicInteger();
    private final AtomicInteger farewells = new AtomicInteger();
    private volatile String lastChunk = "";

    FeedFollower(int port, ViewRecorder view) {
        super(port);
        this.view = view;
    }

    @Override
    String path() {
        return "/api/events";
    }

    @Override
    boolean begins(int status) {
        // While it starts or ends, a server may refuse: it is asked again.
        return true;
    }

    @Override
    boolean takes(Event event) {
        long now = System.nanoTime();
        switch (event.name() == null ? "" : event.name()) {
            case "snapshot" -> {
                snapshots.incrementAndGet();
                view.see(EventParser.snapshot(now, event.data()));
            }
            case "chunks" -> {
                for (Sight.Chunks chunks : EventParser.chunks(now, windows.incrementAndGet(), event.data())) {
                    view.see(chunks);
                    lastChunk = chunks.chunks().getLast();
                    if (chunks.chunks().stream().anyMatch(EventParser::isEnd)) {
                        sawEnd(chunks.generation());
                    }
                }
            }
            case "conversation" -> EventParser.deletion(now, event.data()).ifPresent(view::see);
            case "reconnect" -> farewells.incrementAndGet();
            default -> throw new AssertionError("an unknown event: " + event);
        }
        return true;
    }

    /** The newest chunk of all. */
    String lastChunk() {
        return lastChunk;
    }

    int snapshots() {
        return snapshots.get();
    }

    /** How many times it was told that the server goes away. */
    int farewells() {
        return farewells.get();
    }
}
