package dev.polylogue.bench.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a load client does.
 *
 * @param mode how streams are followed
 * @param port of the server or proxy on this machine
 * @param users persons, each with one browser
 * @param streams of each person
 * @param rate tokens a second of each stream
 * @param warmSeconds before it measures
 * @param seconds that it measures
 * @param probesPerSecond new chats that begin while it measures
 */
public record LoadPlan(
        Mode mode, int port, int users, int streams, double rate, int warmSeconds, int seconds, int probesPerSecond) {

    /** Tokens of a stream that outlasts every measurement. */
    static final long ENDLESS = 1_000_000;

    /** Tokens of a new chat that begins while others are measured. */
    static final long SHORT = 4;

    /** How streams are followed. */
    public enum Mode {
        /** A request of the model server's own kind for each stream, through a proxy. */
        PROXY,
        /** A request to Polylogue for each stream. */
        STREAM,
        /** One event connection for each person. */
        EVENTS
    }

    /** The arguments of the process. */
    public List<String> arguments() {
        return List.of(
                "mode=" + mode,
                "port=" + port,
                "users=" + users,
                "streams=" + streams,
                "rate=" + rate,
                "warm=" + warmSeconds,
                "seconds=" + seconds,
                "probes=" + probesPerSecond);
    }

    static LoadPlan of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        return new LoadPlan(
                Mode.valueOf(values.getOrDefault("mode", Mode.EVENTS.name())),
                number(values, "port"),
                number(values, "users"),
                number(values, "streams"),
                Double.parseDouble(values.getOrDefault("rate", "20")),
                number(values, "warm"),
                number(values, "seconds"),
                number(values, "probes"));
    }

    private static int number(Map<String, String> values, String name) {
        return Integer.parseInt(values.getOrDefault(name, "0"));
    }

    /** The same, on that port. */
    public LoadPlan at(int value) {
        return new LoadPlan(mode, value, users, streams, rate, warmSeconds, seconds, probesPerSecond);
    }

    /** The names of all persons. */
    List<String> userNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            names.add("user" + i);
        }
        return names;
    }

    /** A model with the plan's pace. */
    String model(long tokens) {
        return "pace-" + rate + "-" + tokens;
    }
}
