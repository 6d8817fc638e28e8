package dev.polylogue.server.follow;

import dev.polylogue.engine.log.Wake;
import dev.polylogue.engine.log.Wakeable;
import dev.polylogue.engine.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One stream to one client: a cursor, the connection, and how urgent it is to look again.
 *
 * <p>It is nobody's thread. Writers of logs, the container and the clock only raise its urgency; whoever raises it from
 * nothing puts it into the {@link StreamWriter}'s queue, and the writer {@linkplain #write writes} what its cursor has
 * not given yet. A client that takes nothing keeps one batch in the connection's hands and no place in any queue: its
 * urgency stays raised, so nobody queues it again until the container says that there is room.
 */
abstract class OpenStream implements Wakeable {

    /** A comment shows that the stream is alive, to proxies and to the page. */
    static final Duration COMMENT_EVERY = Duration.ofSeconds(15);

    /** A client that takes no byte for so long while there are some for it is cut. It resumes where it stood. */
    static final Duration STUCK_AFTER = Duration.ofSeconds(20);

    /** Not an {@link java.util.concurrent.atomic.AtomicReference} for each: it is looked at for every token. */
    private static final AtomicReferenceFieldUpdater<OpenStream, Wake> PENDING =
            AtomicReferenceFieldUpdater.newUpdater(OpenStream.class, Wake.class, "pending");

    private final Time time;
    private final StreamWriter writer;
    private final Seat seat;
    private volatile Wake pending = Wake.NOTHING;
    private volatile boolean isBegun;
    private volatile boolean isHungUp;
    private volatile boolean isOver;

    /** What follows is only touched by whoever writes: until it is begun the request's thread, then the writer's. */
    private @Nullable Wire wire;

    private long commentAt;
    private long stuckSince;
    private boolean isStuck;
    private boolean isComplete;

    OpenStream(Time time, StreamWriter writer, Seat seat) {
        this.time = time;
        this.writer = writer;
        this.seat = seat;
        this.commentAt = time.nanoTime() + COMMENT_EVERY.toNanos();
    }

    /** Puts into {@code frames} what came since the last call; false when nothing will follow. */
    abstract boolean fill(Frames frames);

    /** As {@link #fill}, with the words to a client of a server that goes away. */
    abstract void farewell(Frames frames);

    /** Puts into {@code frames} what only shows that the stream is alive. */
    void showLife(Frames frames) {
        frames.comment();
    }

    /** Lets go of what it follows. Called once, by whoever ended it; must not block. */
    abstract void ended(boolean wasComplete);

    /** The container has handed the connection over: writes what is there already, on the calling thread. */
    final void begin(Wire connection, Frames frames) {
        wire = connection;
        write(connection, frames);
        isBegun = true;
        if (!isOver) {
            writer.add(this);
        }
    }

    /** The container could not hand the connection over: nobody will ever write. */
    final void abandon() {
        end(false);
    }

    @Override
    public void wake(Wake wake) {
        Wake before = pending;
        while (before.compareTo(wake) < 0) {
            if (PENDING.compareAndSet(this, before, wake)) {
                writer.enqueue(this, wake);
                return;
            }
            before = pending;
        }
    }

    @Override
    public final void reset() {
        pending = Wake.NOTHING;
    }

    /** The client takes bytes again. Any thread. */
    final void hasRoom() {
        writer.enqueue(this, Wake.NOW);
    }

    /** The client has gone. Any thread. */
    final void hungUp() {
        isHungUp = true;
        writer.enqueue(this, Wake.NOW);
    }

    final boolean isOver() {
        return isOver;
    }

    /** Writes what is to be written, on the writer's thread. */
    final void write(Frames frames) {
        if (isBegun && !isOver && wire != null) {
            write(wire, frames);
        }
    }

    private void write(Wire connection, Frames frames) {
        if (isHungUp) {
            end(false);
            return;
        }
        try {
            if (isRoomFor(connection)) {
                isComplete = isComplete || !fill(frames);
                send(connection, frames);
                if (isComplete && !isStuck) {
                    end(true);
                }
            }
        } catch (IOException gone) {
            end(false);
        }
    }

    private boolean isRoomFor(Wire connection) throws IOException {
        if (isStuck) {
            isStuck = !connection.flush();
            // It is asked again only after the container said that there is room: the client has taken something.
            stuckSince = time.nanoTime();
        }
        return !isStuck;
    }

    private void send(Wire connection, Frames frames) throws IOException {
        if (!frames.isEmpty() && !frames.sendTo(connection)) {
            isStuck = true;
            stuckSince = time.nanoTime();
            pending = Wake.NOW;
        }
    }

    /** Looks after it, now and then: shows life, and cuts a client that takes nothing. */
    final void lookAfter(Frames frames) {
        long now = time.nanoTime();
        if (isOver || wire == null) {
            return;
        }
        if (isStuck) {
            if (now - stuckSince > STUCK_AFTER.toNanos()) {
                end(false);
            }
            return;
        }
        if (now - commentAt >= 0) {
            commentAt = now + COMMENT_EVERY.toNanos();
            try {
                showLife(frames);
                send(wire, frames);
            } catch (IOException gone) {
                end(false);
            }
        }
    }

    /** The server goes away. */
    final void close(Frames frames) {
        if (isOver || wire == null) {
            return;
        }
        try {
            if (isRoomFor(wire)) {
                farewell(frames);
                send(wire, frames);
            }
        } catch (IOException gone) {
            frames.clear();
        }
        end(true);
    }

    private void end(boolean wasComplete) {
        isOver = true;
        try {
            ended(wasComplete);
        } finally {
            if (wire != null && wasComplete) {
                wire.finish();
            } else if (wire != null) {
                wire.close();
            }
            seat.close();
        }
    }

    /** A place that is taken until it is closed, once. */
    interface Seat extends AutoCloseable {
        @Override
        void close();
    }
}
