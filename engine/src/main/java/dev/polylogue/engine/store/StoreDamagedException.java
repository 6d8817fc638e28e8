package dev.polylogue.engine.store;

/**
 * What the store keeps is damaged. Nothing was done; only a person can mend it, with a backup. Until then nothing new is
 * stored, so that nothing gets worse, while what can still be read is read.
 */
public final class StoreDamagedException extends StoreException {

    public StoreDamagedException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreDamagedException(String message) {
        super(message);
    }
}
