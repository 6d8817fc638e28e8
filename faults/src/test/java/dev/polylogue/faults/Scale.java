package dev.polylogue.faults;

/** How much is done: a little on every build, all that is promised with {@code -Dpolylogue.faults=full}. */
final class Scale {

    private static final boolean IS_FULL = "full".equals(System.getProperty("polylogue.faults"));

    private Scale() {}

    static boolean isFull() {
        return IS_FULL;
    }

    /** {@code brief} on every build, {@code full} for the promised figures. */
    static int of(int brief, int full) {
        return IS_FULL ? full : brief;
    }

    /** What seeds whatever is random; {@code -Dpolylogue.seed=N} replays. */
    static long seed() {
        return Long.getLong("polylogue.seed", 20_261_122L);
    }
}
