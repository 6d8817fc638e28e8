package dev.polylogue.server.testing;

/** The simulated models; the upstream reads from a model's name what it does. */
public final class Models {

    /** Twenty words at once. */
    public static final String QUICK = "length-20";

    /** Five hundred words in half a second. */
    public static final String FAST = "rate-1000-length-500";

    /** Words for a minute. */
    public static final String STEADY = "rate-50-length-3000";

    /** Takes the request and says nothing. */
    public static final String SILENT = "silence-forever";

    /** Cuts the connection in the middle. */
    public static final String BROKEN = "length-10-end-cut";

    /** Says something, and then nothing more. */
    public static final String STALLED = "length-10-end-stall";

    /** Refuses each call in its own words. */
    public static final String REFUSING = "status-400";

    /** Refuses each call, and says when to come again. */
    public static final String BUSY = "status-429-retryafter-7";

    /** Calls the tools that its prompt names, a line {@code call NAME ARGUMENTS} for each, and says what they gave. */
    public static final String OBEDIENT = "obeys-qwen3";

    private Models() {}

    /** The id of a model in the interface. */
    public static String id(String model) {
        return "sim/" + model;
    }
}
