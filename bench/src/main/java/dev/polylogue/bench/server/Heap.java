package dev.polylogue.bench.server;

import dev.polylogue.testkit.process.ServerProcess;
import java.io.IOException;

/** The heap of a server process. */
final class Heap {

    private Heap() {}

    /** All objects that are reachable, after a full collection. */
    static long usedKib(ServerProcess server) throws IOException, InterruptedException {
        for (String line : server.jcmd("GC.class_histogram")) {
            if (line.startsWith("Total")) {
                return Long.parseLong(line.split("\\s+", -1)[2]) / 1024;
            }
        }
        throw new IllegalStateException("the virtual machine does not say how much of its heap is used");
    }
}
