package dev.polylogue.store;

import dev.polylogue.engine.store.StoreDamagedException;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.store.StoreUnavailableException;
import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean to a caller. Extended codes keep the plain one in their lowest byte. */
enum SqliteFailure {
    /** Another connection holds the file and did not let go in time. */
    LOCKED,
    /** No room on the disk. */
    FULL,
    /** Read-only, or a disk or a system that does not give what is asked of it: the same call may work later. */
    REFUSED,
    /** What is in the file is not a database any more. */
    DAMAGED,
    /** A mistake of ours. */
    OTHER;

    private static final int PLAIN_CODE = 0xff;

    private static final Set<SQLiteErrorCode> REFUSALS = Set.of(
            SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_PERM,
            SQLiteErrorCode.SQLITE_NOMEM);

    static SqliteFailure of(Throwable failure) {
        if (!(failure instanceof SQLiteException refused)) {
            return failure.getCause() == null ? OTHER : of(failure.getCause());
        }
        int code = refused.getResultCode().code & PLAIN_CODE;
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return FULL;
        }
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return LOCKED;
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return DAMAGED;
        }
        return REFUSALS.stream().anyMatch(refusal -> refusal.code == code) ? REFUSED : OTHER;
    }

    /** The exception of the store's border. */
    static StoreException exception(SQLException refused) {
        return switch (of(refused)) {
            case LOCKED -> new StoreUnavailableException("the database is locked by another program", refused);
            case FULL, REFUSED ->
                new StoreUnavailableException("the database cannot be written: " + refused.getMessage(), refused);
            case DAMAGED -> new StoreDamagedException("the database is damaged: " + refused.getMessage(), refused);
            case OTHER -> new StoreException("the database refused: " + refused.getMessage(), refused);
        };
    }
}
