package dev.polylogue.bench.server;

import dev.polylogue.bench.load.LoadClient;
import dev.polylogue.bench.load.LoadPlan;
import java.io.IOException;

/** Runs a load client and reads the CPU time of what it loads at both ends of its measurement. */
final class Load {

    private Load() {}

    static LoadResult run(LoadPlan plan, Target target) throws IOException, InterruptedException {
        try (Child client = Child.java(LoadClient.class, plan.at(target.port()).arguments())) {
            client.await("MEASURING");
            long before = ProcessCost.cpuMillis(target.pid());
            String seen = client.await("MEASURED");
            long after = ProcessCost.cpuMillis(target.pid());
            client.join();
            return LoadResult.of(after - before, seen);
        }
    }
}
