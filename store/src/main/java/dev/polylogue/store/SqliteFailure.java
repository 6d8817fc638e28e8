package dev.polylogue.store;

import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.store.StoreUnavailableException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean to a caller. Extended codes keep the plain one in their lowest byte. */
enum SqliteFailure {
    /** Another connection holds the file and did not let go in time. */
    LOCKED,
    /** Full, read-only or a disk that does not answer: the same call may work later. */
    NO_SPACE_OR_DISK,
    /** What is in the file is not a database any more. */
    DAMAGED,
    /** A mistake of ours. */
    OTHER;

    private static final int PLAIN_CODE = 0xff;

    static SqliteFailure of(Throwable failure) {
        if (!(failure instanceof SQLiteException refused)) {
            return failure.getCause() == null ? OTHER : of(failure.getCause());
        }
        int code = refused.getResultCode().code & PLAIN_CODE;
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return LOCKED;
        }
        if (code == SQLiteErrorCode.SQLITE_FULL.code
                || code == SQLiteErrorCode.SQLITE_READONLY.code
                || code == SQLiteErrorCode.SQLITE_IOERR.code) {
            return NO_SPACE_OR_DISK;
        }
        boolean damaged = code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code;
        return damaged ? DAMAGED : OTHER;
    }

    /** The exception of the store's border. */
    static StoreException exception(SQLException refused) {
        return switch (of(refused)) {
            case LOCKED -> new StoreUnavailableException("the database is locked by another program", refused);
            case NO_SPACE_OR_DISK ->
                new StoreUnavailableException("the database cannot be written: " + refused.getMessage(), refused);
            case DAMAGED -> new StoreException("the database is damaged: " + refused.getMessage(), refused);
            case OTHER -> new StoreException("the database refused: " + refused.getMessage(), refused);
        };
    }
}
