package dev.polylogue.store;

import java.sql.SQLException;

/**
 * The ways to the rows. Any thread may call; it waits until its work is done, also when it is interrupted. A database that
 * another program holds is waited for, a few seconds at most.
 */
interface Database {

    /** Runs {@code work} on one snapshot of the rows; it must only read. */
    <T> T read(Work<T> work);

    /**
     * Runs {@code work}, which adds something new, as one transaction that is durable when this returns, and undone when
     * this throws. Refused while the disk is full, or the file known to be damaged.
     */
    <T> T write(Work<T> work);

    /**
     * As {@link #write}, for work that ends, answers or removes what is there already: on a full disk it may use the room
     * that is kept for that.
     */
    <T> T settle(Work<T> work);

    /** What to do with a connection. It may be done again after it was undone, so it touches nothing but the rows. */
    @FunctionalInterface
    interface Work<T> {
        T with(Sql sql) throws SQLException;
    }
}
