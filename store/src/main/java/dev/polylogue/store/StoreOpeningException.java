package dev.polylogue.store;

import dev.polylogue.engine.store.StoreException;

/** The store cannot be opened. The message is one line for the person who starts the server: what is wrong, what to do. */
public final class StoreOpeningException extends StoreException {

    StoreOpeningException(String line) {
        super(line);
    }

    StoreOpeningException(String line, Throwable cause) {
        super(line, cause);
    }
}
