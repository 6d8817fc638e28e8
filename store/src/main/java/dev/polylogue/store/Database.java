package dev.polylogue.store;

import java.sql.SQLException;

/** The two ways to the rows. Any thread may call; it waits until its work is done, also when it is interrupted. */
interface Database {

    /** Runs {@code work} on one snapshot of the rows; it must only read. */
    <T> T read(Work<T> work);

    /** Runs {@code work} as one transaction that is durable when this returns, and undone when this throws. */
    <T> T write(Work<T> work);

    /** What to do with a connection. It may be done again after it was undone, so it touches nothing but the rows. */
    @FunctionalInterface
    interface Work<T> {
        T with(Sql sql) throws SQLException;
    }
}
