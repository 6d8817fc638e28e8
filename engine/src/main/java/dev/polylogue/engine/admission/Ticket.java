package dev.polylogue.engine.admission;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.identity.UserId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A place in a provider's line, and the permit once it is admitted. Closing gives back whichever it is. */
public final class Ticket implements AutoCloseable {

    private final Admission admission;
    private final String provider;
    private final UserId person;
    private final Turn turn;
    private final PlaceListener places;
    private final CountDownLatch decided = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private boolean isAdmitted;

    @GuardedBy("lock") private boolean isClosed;

    /** What the listener was told last. */
    @GuardedBy("lock") private @Nullable Place told;

    @GuardedBy("lock") private long lastRevision;

    Ticket(Admission admission, String provider, UserId person, Turn turn, PlaceListener places) {
        this.admission = admission;
        this.provider = provider;
        this.person = person;
        this.turn = turn;
        this.places = places;
    }

    /** Waits to be admitted; false where the ticket was closed first. Admission, close and an interrupt wake it. */
    public boolean await() throws InterruptedException {
        decided.await();
        lock.lock();
        try {
            return isAdmitted && !isClosed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it holds a permit, or held one when it was closed. */
    boolean isAdmitted() {
        lock.lock();
        try {
            return isAdmitted;
        } finally {
            lock.unlock();
        }
    }

    void admitted() {
        lock.lock();
        try {
            isAdmitted = true;
        } finally {
            lock.unlock();
        }
        decided.countDown();
    }

    /** News may overtake each other: older ones, and a place told after the admission, are dropped. */
    void placed(long revision, Place place) {
        lock.lock();
        try {
            boolean isOld = revision < lastRevision || isAdmitted || isClosed;
            if (isOld || !place.isNewsAfter(told)) {
                return;
            }
            lastRevision = revision;
            told = place;
        } finally {
            lock.unlock();
        }
        places.placed(place);
    }

    /** Of all that its person has waiting in this line it is the next; changes nothing where it does not wait. */
    public void moveToFront() {
        admission.moveToFront(this);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
        } finally {
            lock.unlock();
        }
        admission.leave(this);
        decided.countDown();
    }

    String provider() {
        return provider;
    }

    UserId person() {
        return person;
    }

    Turn turn() {
        return turn;
    }
}
