package dev.polylogue.bench.server;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one run of a load client gave.
 *
 * @param cpuMicros CPU time of the measured process per token
 * @param clientMicros that of the client
 * @param seen what the client said: latencies in milliseconds
 */
record LoadResult(double cpuMicros, double clientMicros, JsonNode seen) {

    static LoadResult of(long cpuMillis, String json) {
        JsonNode seen = JsonMapper.shared().readTree(json);
        double tokens = Math.max(1, seen.path("tokens").asLong(0));
        return new LoadResult(
                cpuMillis * 1000 / tokens, seen.path("clientCpuMillis").asLong(0) * 1000 / tokens, seen);
    }

    double figure(String name) {
        return seen.path(name).asDouble(0);
    }
}
