package dev.polylogue.bench.server;

import dev.polylogue.bench.load.LoadPlan;
import dev.polylogue.bench.load.LoadPlan.Mode;
import java.util.List;

/** A load, with the figures that are to be reached under it. */
enum Scene {
    /** A request for each stream. */
    REQUESTS("1000 requests × 20 tok/s", Mode.STREAM, 125, 8, 1.5, 0.3, 3),
    /** Many browsers, each with one event connection. */
    BROWSERS("125 browsers × 8 × 20 tok/s", Mode.EVENTS, 125, 8, 1.0, 18, 18),
    /** The same with little to do. */
    LIGHT("25 browsers × 8 × 20 tok/s", Mode.EVENTS, 25, 8, 1.0, 18, 18);

    static final double RATE = 20;

    private static final int BUSY_STREAMS = 1000;

    /** For what is warm already: the client starts anew each time. */
    private static final int SETTLE_SECONDS = 4;

    private final String words;
    private final Mode mode;
    private final int users;
    private final int streams;
    private final double toNginx;
    private final double p50;
    private final double p99;

    Scene(String words, Mode mode, int users, int streams, double toNginx, double p50, double p99) {
        this.words = words;
        this.mode = mode;
        this.users = users;
        this.streams = streams;
        this.toNginx = toNginx;
        this.p50 = p50;
        this.p99 = p99;
    }

    /** The models that the load asks for. */
    static List<String> models() {
        return List.of("pace-" + RATE + "-1000000", "pace-" + RATE + "-4");
    }

    /**
     * Of one round; what has to get warm does so before the first one, which is 0. That is a matter of tokens, not of time: where
     * there are fewer of them it takes longer.
     */
    LoadPlan plan(Carrier carrier, int round, Settings settings) {
        int warm = settings.warmSeconds() * BUSY_STREAMS / (users * streams);
        int warmSeconds = round == 0 && carrier.hasToGetWarm() ? warm : SETTLE_SECONDS;
        return new LoadPlan(
                carrier.mode(this), 0, users, streams, RATE, warmSeconds, settings.seconds(), settings.probes());
    }

    String words() {
        return words;
    }

    Mode mode() {
        return mode;
    }

    double toNginx() {
        return toNginx;
    }

    double p50() {
        return p50;
    }

    double p99() {
        return p99;
    }
}
