package dev.polylogue.testkit.process;

import java.io.IOException;
import java.util.List;

/** What a server's heap holds. */
public final class Heap {

    private Heap() {}

    /** Bytes of all objects that are reachable, after a full collection. */
    public static long live(ServerProcess server) throws IOException, InterruptedException {
        List<String> histogram = server.jcmd("GC.class_histogram");
        String total = histogram.stream()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no total: " + histogram));
        return Long.parseLong(total.split("\\s+", -1)[2]);
    }
}
