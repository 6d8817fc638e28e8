package dev.polylogue.bench.server;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How much is measured.
 *
 * @param rounds of all peers, one after the other
 * @param warmSeconds of each that compiles its code while it runs, before it is measured for the first time, under a load of 1000
 *     streams; five times as long under one of 200
 * @param seconds that each is measured
 * @param probes new chats that begin in each second of a measurement; they cost, too
 * @param scenes the loads, by their names in small letters
 * @param withNginx whether nginx is measured too
 * @param withNode whether the Node proxy is measured too
 * @param javaOptions more options of the server's virtual machine
 */
record Settings(
        int rounds,
        int warmSeconds,
        int seconds,
        int probes,
        List<String> scenes,
        boolean withNginx,
        boolean withNode,
        List<String> javaOptions) {

    static Settings of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            values.put(pair[0], pair.length > 1 ? pair[1] : "");
        }
        return new Settings(
                Integer.parseInt(values.getOrDefault("rounds", "3")),
                Integer.parseInt(values.getOrDefault("warm", "60")),
                Integer.parseInt(values.getOrDefault("seconds", "10")),
                Integer.parseInt(values.getOrDefault("probes", "0")),
                words(values.getOrDefault("scenes", "requests,browsers,light")),
                Boolean.parseBoolean(values.getOrDefault("nginx", "true")),
                Boolean.parseBoolean(values.getOrDefault("node", "true")),
                words(values.getOrDefault("java", "")));
    }

    private static List<String> words(String list) {
        return Arrays.stream(list.split(",")).filter(word -> !word.isBlank()).toList();
    }

    /** Who is measured beside the server. */
    Set<Carrier> peers() {
        Set<Carrier> peers = EnumSet.noneOf(Carrier.class);
        if (withNginx) {
            peers.add(Carrier.NGINX);
        }
        if (withNode) {
            peers.add(Carrier.NODE);
        }
        return peers;
    }

    /** The loads to measure. */
    List<Scene> chosen() {
        return Arrays.stream(Scene.values())
                .filter(scene -> scenes.contains(scene.name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
