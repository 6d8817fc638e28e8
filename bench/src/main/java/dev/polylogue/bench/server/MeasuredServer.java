package dev.polylogue.bench.server;

import dev.polylogue.testkit.process.ServerCommand;
import java.nio.file.Path;
import java.util.List;

/** The server as people run it, but for the bounds on how much one person may ask. */
final class MeasuredServer {

    private MeasuredServer() {}

    static ServerCommand command(Path data, int upstreamPort, List<String> models, List<String> javaOptions) {
        return ServerCommand.in(data)
                .heap("1g")
                .java("-XX:TieredStopAtLevel=4")
                .java(javaOptions.toArray(String[]::new))
                .with(
                        "--polylogue.providers.bench.base-url=http://127.0.0.1:" + upstreamPort + "/v1",
                        "--polylogue.providers.bench.models=" + String.join(",", models),
                        "--polylogue.identity.trusted-header=X-Forwarded-User",
                        "--polylogue.limits.requests-per-minute=1000000",
                        "--polylogue.limits.answers-per-minute=1000000");
    }
}
