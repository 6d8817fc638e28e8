package dev.polylogue.engine.store;

/** The store could not do what it was asked. Nothing of it was done. Asking again does not help; the log says why. */
public class StoreException extends RuntimeException {

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
