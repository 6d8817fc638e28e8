package dev.polylogue.testkit;

import java.util.concurrent.CountDownLatch;

/**
 * Starts a simulated upstream as a process, for browser tests and benches: {@code --port=0} (the default: a free one)
 * and any number of {@code --model=NAME} for its list. It prints one line with its base URL, and goes on until it is
 * killed.
 */
public final class SimulatedUpstreamMain {

    private SimulatedUpstreamMain() {}

    /** See the class. */
    public static void main(String[] arguments) throws InterruptedException {
        int port = 0;
        for (String argument : arguments) {
            if (argument.startsWith("--port=")) {
                port = Integer.parseInt(argument.substring("--port=".length()));
            }
        }
        try (SimulatedUpstream upstream = SimulatedUpstream.start(port)) {
            upstream.model(
                    "rate-20-length-400", Script.script().rate(20).length(400).build());
            for (String argument : arguments) {
                if (argument.startsWith("--model=")) {
                    list(upstream, argument.substring("--model=".length()));
                }
            }
            System.out.println("Simulated upstream at " + upstream.baseUrl());
            new CountDownLatch(1).await();
        }
    }

    private static void list(SimulatedUpstream upstream, String name) {
        Script script = Script.ofName(name);
        if (script == null) {
            throw new IllegalArgumentException("not a model's name that says how it behaves: " + name);
        }
        upstream.model(name, script);
    }
}
