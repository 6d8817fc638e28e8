package dev.polylogue.tools.mcp;

import dev.polylogue.engine.time.Time;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes many things at the same time, because each may take seconds. */
final class AllAtOnce {

    private static final Logger LOG = LoggerFactory.getLogger(AllAtOnce.class);

    private AllAtOnce() {}

    /** Returns when all are closed, or when interrupted, while they go on closing. */
    static void close(Time time, Collection<? extends AutoCloseable> open) {
        List<Thread> closing = open.stream()
                .map(each -> time.startThread("mcp close", () -> close(each)))
                .toList();
        try {
            for (Thread thread : closing) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception failure) {
            LOG.warn("a connection with an MCP server did not close", failure);
        }
    }
}
