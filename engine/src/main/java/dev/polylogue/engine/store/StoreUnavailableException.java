package dev.polylogue.engine.store;

/** The store is full, locked or read-only. Nothing was done; the same call may work later. */
public final class StoreUnavailableException extends StoreException {

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreUnavailableException(String message) {
        super(message);
    }
}
