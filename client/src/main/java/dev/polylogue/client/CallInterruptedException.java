package dev.polylogue.client;

/**
 * The calling thread was interrupted while it waited; its interrupt flag is set again. What it waited for goes on: a
 * command may have been done, an answer can be read on.
 */
public final class CallInterruptedException extends PolylogueException {

    private static final long serialVersionUID = 1L;

    private CallInterruptedException(InterruptedException cause) {
        super(null, "The thread was interrupted while it waited for the server.", cause);
    }

    /** Sets the thread's flag again, and makes the exception to throw. */
    static CallInterruptedException restoring(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new CallInterruptedException(cause);
    }
}
