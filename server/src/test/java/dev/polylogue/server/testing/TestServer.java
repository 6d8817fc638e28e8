package dev.polylogue.server.testing;

import dev.polylogue.server.PolylogueServer;
import dev.polylogue.testkit.SimulatedUpstream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A server on a free port. Its models come from a simulated upstream, as the provider {@code sim}. */
public final class TestServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final SimulatedUpstream upstream;

    private TestServer(ConfigurableApplicationContext context, SimulatedUpstream upstream) {
        this.context = context;
        this.upstream = upstream;
    }

    /** Starts one with its data in {@code folder} and with these arguments beside the usual ones. */
    public static TestServer start(Path folder, String... arguments) {
        SimulatedUpstream upstream = SimulatedUpstream.start();
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--polylogue.data=" + folder,
                "--polylogue.discovery.enabled=false",
                "--polylogue.providers.sim.base-url=" + upstream.baseUrl(),
                "--polylogue.providers.sim.models=" + String.join(",", MODELS)));
        all.addAll(List.of(arguments));
        return new TestServer(PolylogueServer.start(all.toArray(String[]::new)), upstream);
    }

    /** What the models are called says what they do. */
    private static final List<String> MODELS = List.of(
            Models.QUICK,
            Models.FAST,
            Models.STEADY,
            Models.SILENT,
            Models.BROKEN,
            Models.STALLED,
            Models.REFUSING,
            Models.BUSY,
            Models.OBEDIENT);

    /** The port that it listens on. */
    public int port() {
        if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            return web.getWebServer().getPort();
        }
        throw new IllegalStateException("not a web server");
    }

    /** Its address. */
    public String address() {
        return "http://127.0.0.1:" + port();
    }

    /** A client that calls as the one local user. */
    public Api api() {
        return new Api(address(), List.of());
    }

    /** A client whom the trusted proxy names; for servers that were started with a trusted header. */
    public Api apiOf(String user) {
        return new Api(address(), List.of("X-Forwarded-User", user));
    }

    /** The model server behind it. */
    public SimulatedUpstream upstream() {
        return upstream;
    }

    /** Spring's context, to look at the routes. */
    public ConfigurableApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
        upstream.close();
    }
}
