package dev.polylogue.bench.server;

import dev.polylogue.bench.load.PacedUpstream;
import dev.polylogue.testkit.process.FreePort;
import dev.polylogue.testkit.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The processes of a measurement: a model server, and those who carry its streams. One thread uses it. */
final class Stage implements AutoCloseable {

    private final Map<Carrier, Target> targets = new EnumMap<>(Carrier.class);
    private final Deque<Runnable> ends = new ArrayDeque<>();

    private Stage() {}

    /** Starts the server and those peers, where this machine has them. */
    static Stage start(Path folder, Settings settings, Set<Carrier> peers) throws IOException, InterruptedException {
        var stage = new Stage();
        boolean isComplete = false;
        try {
            stage.fill(folder, settings, peers);
            isComplete = true;
        } finally {
            if (!isComplete) {
                stage.close();
            }
        }
        return stage;
    }

    private void fill(Path folder, Settings settings, Set<Carrier> peers) throws IOException, InterruptedException {
        Child upstream = Child.java(PacedUpstream.class, List.of());
        ends.push(upstream::close);
        int port = Integer.parseInt(upstream.await("READY"));
        targets.put(Carrier.NONE, new Target(upstream.pid(), port));
        ServerProcess server = MeasuredServer.command(
                        folder.resolve("data"), port, Scene.models(), settings.javaOptions())
                .start();
        ends.push(server::close);
        ends.push(() -> server.complaints().forEach(System.out::println));
        targets.put(Carrier.POLYLOGUE, new Target(server.pid(), server.port()));
        if (peers.contains(Carrier.NGINX)) {
            addNginx(folder, port);
        }
        if (peers.contains(Carrier.NODE)) {
            Child node = Peers.startNode(folder, port);
            ends.push(node::close);
            targets.put(Carrier.NODE, new Target(node.pid(), Integer.parseInt(node.await("READY"))));
        }
    }

    private void addNginx(Path folder, int upstreamPort) throws IOException {
        Optional<Path> program = Peers.nginx();
        if (program.isEmpty()) {
            System.out.println("There is no nginx here: the ratios to it are left out.");
            return;
        }
        int port = FreePort.any();
        Child nginx = Peers.startNginx(program.get(), folder, port, upstreamPort);
        ends.push(nginx::close);
        targets.put(Carrier.NGINX, new Target(nginx.pid(), port));
    }

    /** All that run. */
    Map<Carrier, Target> targets() {
        return Collections.unmodifiableMap(targets);
    }

    @Override
    public void close() {
        while (!ends.isEmpty()) {
            ends.pop().run();
        }
    }
}
