package dev.polylogue.bench.load;

/**
 * What stands in each token of a measured stream: {@code ~}, a letter for what token it is, and the moment it was written
 * as 16 digits of {@link System#nanoTime}, which counts from the start of the machine in every process on Linux.
 */
final class Mark {

    static final byte SIGN = '~';
    static final int DIGITS = 16;

    /** The first token of an answer. */
    static final byte FIRST = 'F';

    /** One in the middle. */
    static final byte MIDDLE = 'M';

    /** What the model server says with the end of an answer. */
    static final byte LAST = 'L';

    private Mark() {}

    /** Writes 16 digits into {@code bytes} from {@code at} on. */
    static void write(long nanos, byte[] bytes, int at) {
        long rest = nanos;
        for (int i = at + DIGITS - 1; i >= at; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
