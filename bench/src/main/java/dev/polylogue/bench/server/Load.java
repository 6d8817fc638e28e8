package dev.polylogue.bench.server;

import dev.polylogue.bench.load.LoadClient;
import dev.polylogue.bench.load.LoadPlan;
import java.io.IOException;

/** Runs a load client and reads the CPU time of what it loads at both ends of its measurement. */
final class Load {

    private Load() {}

    static LoadResult run(LoadPlan plan, Target target) throws IOException, InterruptedException {
        return hold(plan, target, () -> {});
    }

    /** As {@link #run}; does {@code something} while the streams flow. */
    static LoadResult hold(LoadPlan plan, Target target, Something something) throws IOException, InterruptedException {
        try (Child client = Child.java(LoadClient.class, plan.at(target.port()).arguments())) {
            client.await("MEASURING");
            long before = ProcessCost.cpuMillis(target.pid());
            something.happens();
            String seen = client.await("MEASURED");
            long after = ProcessCost.cpuMillis(target.pid());
            client.join();
            return LoadResult.of(after - before, seen);
        }
    }

    /** What is done meanwhile. */
    interface Something {
        void happens() throws IOException, InterruptedException;
    }
}
