package dev.polylogue.testkit.proxy;

import dev.polylogue.engine.time.SystemTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A TCP proxy on 127.0.0.1 that can cut, fall silent, trickle, refuse, and be well again. Two virtual threads carry each
 * connection, with blocking sockets. Any thread may use it; what it is told holds from the next byte on, for the
 * connections there are and for new ones.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final ServerSocket listening;
    private final Weather weather = new Weather(new SystemTime());
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile int target;
    private volatile Supplier<Cut> plan = () -> Cut.NEVER;

    private FaultProxy(ServerSocket listening, int target) {
        this.listening = listening;
        this.target = target;
    }

    /** Starts one on a free port, in front of that port of 127.0.0.1. */
    public static FaultProxy to(int target) {
        try {
            var listening = new ServerSocket();
            listening.bind(new InetSocketAddress(loopback(), 0), BACKLOG);
            var proxy = new FaultProxy(listening, target);
            Thread.ofVirtual().name("fault-proxy").start(proxy::accept);
            return proxy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where clients connect. */
    public int port() {
        return listening.getLocalPort();
    }

    /** As {@code http://127.0.0.1:PORT}. */
    public String address() {
        return "http://127.0.0.1:" + port();
    }

    /** Has new connections go to another port. */
    public void target(int port) {
        target = port;
    }

    /** Asks {@code next} for the fate of each new connection. */
    public void plan(Supplier<Cut> next) {
        plan = next;
    }

    /** Cuts all connections there are; new ones are let in. */
    public void cut(Cut.How how) {
        links.forEach(link -> link.cut(how));
    }

    /** Cuts all connections, and refuses new ones until {@link #resume}. */
    public void down(Cut.How how) {
        weather.turn(Weather.Kind.REFUSING);
        cut(how);
    }

    /** Carries nothing more, in both directions, and closes nothing, until {@link #resume}. */
    public void silence() {
        weather.turn(Weather.Kind.SILENT);
    }

    /** Carries at most so many bytes a second in each direction of each connection, until {@link #resume}. */
    public void throttle(long bytesPerSecond) {
        weather.throttle(bytesPerSecond);
    }

    /** All is well again. What was held back by a silence goes on its way. */
    public void resume() {
        weather.clear();
    }

    /** How many connections there are. */
    public int connections() {
        return links.size();
    }

    /** How many connections there were in all. */
    public int accepted() {
        return accepted.get();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        weather.end();
        cut(Cut.How.RESET);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                accepted.incrementAndGet();
                Thread.ofVirtual().name("fault-link").start(() -> connect(client));
            } catch (IOException closed) {
                // The loop's condition says whether that was the end.
            }
        }
    }

    private void connect(Socket client) {
        try {
            if (weather.isRefusing()) {
                Link.abort(client, Cut.How.RESET);
                return;
            }
            var link = new Link(client, new Socket(loopback(), target), weather, plan.get());
            links.add(link);
            try {
                link.carry();
            } finally {
                links.remove(link);
            }
        } catch (IOException unreachable) {
            Link.abort(client, Cut.How.RESET);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
