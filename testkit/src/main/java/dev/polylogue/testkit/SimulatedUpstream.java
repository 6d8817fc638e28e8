package dev.polylogue.testkit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.engine.time.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A model server on 127.0.0.1 that speaks every dialect, each at its own path, over raw sockets, so that it can also misbehave on
 * the wire. How a model behaves is said by its {@link Script}: registered by {@link #model}, or read from its name (see
 * {@link Script#ofName}), so that a test in another process can choose too.
 *
 * <p>It records each chat request, with the moment at which its client left. Nothing here sleeps: what waits, waits for
 * a condition with a deadline. Any thread may use it. It keeps every request until it is closed, unless {@link #keepNewest}
 * says how many are enough.
 */
public final class SimulatedUpstream implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    @GuardedBy("lock") private final Map<String, Script> scripts = new LinkedHashMap<>();

    @GuardedBy("lock") private final Ledger ledger = new Ledger();

    @GuardedBy("lock") private @Nullable ServerSocket server;

    @GuardedBy("lock") private CompletableFuture<Void> accepting = CompletableFuture.completedFuture(null);

    @GuardedBy("lock") private int port;

    @GuardedBy("lock") private int listStatus = 200;

    private SimulatedUpstream(Time time, int port) {
        this.time = time;
        this.port = port;
    }

    /** Starts one on a free port. */
    public static SimulatedUpstream start() {
        return start(0);
    }

    /** Starts one on that port; 0 for a free one. */
    public static SimulatedUpstream start(int port) {
        var upstream = new SimulatedUpstream(new SystemTime(), port);
        upstream.up();
        return upstream;
    }

    /** The first {@code tokens} tokens of text that a model says; every model says the same. */
    public static String textOf(String model, int tokens) {
        Script script = Script.ofName(model);
        return Tokens.textOf(script == null ? tokens : Math.min(tokens, script.length()));
    }

    /** The first {@code tokens} tokens of a model's reasoning. */
    public static String reasoningOf(int tokens) {
        return Tokens.reasoningOf(tokens);
    }

    /** The JSON arguments of a model's tool call number {@code index}. */
    public static String argumentsOf(int index) {
        return Tokens.argumentsOf(index);
    }

    /** What to configure as the provider's base URL. */
    public String baseUrl() {
        return rootUrl() + "/v1";
    }

    /** The address without {@code /v1}. */
    public String rootUrl() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        lock.lock();
        try {
            return port;
        } finally {
            lock.unlock();
        }
    }

    /** Has {@code name} behave so, and puts it in the list of models. */
    @CanIgnoreReturnValue
    public SimulatedUpstream model(String name, Script script) {
        lock.lock();
        try {
            scripts.put(name, script);
            return this;
        } finally {
            lock.unlock();
        }
    }

    /** Has the list of models be answered so from now on; 200 is the list. */
    public void listStatus(int status) {
        lock.lock();
        try {
            listStatus = status;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the older ones of the requests whose client has left, where there are more than {@code requests}. */
    public void keepNewest(int requests) {
        lock.lock();
        try {
            ledger.keep = requests;
        } finally {
            lock.unlock();
        }
    }

    /** The chat requests so far, those that are kept. */
    public List<UpstreamRequest> requests() {
        lock.lock();
        try {
            return List.copyOf(ledger.requests);
        } finally {
            lock.unlock();
        }
    }

    /** Those of them that have this {@link UpstreamRequest#mark}, in their order. */
    public List<UpstreamRequest> requests(String mark) {
        lock.lock();
        try {
            return List.copyOf(ledger.byMark.getOrDefault(mark, List.of()));
        } finally {
            lock.unlock();
        }
    }

    /** How many connections are open. */
    public int connections() {
        return sockets.size();
    }

    /** Waits for {@code count} chat requests in all; {@link AssertionError} when they do not come in time. */
    @CanIgnoreReturnValue
    public List<UpstreamRequest> awaitRequests(int count, Duration atMost) throws InterruptedException {
        await(so -> so.arrived >= count, count + " chat requests", atMost);
        return requests();
    }

    /** Waits until the list of models was asked for {@code count} times in all. */
    public void awaitLists(int count, Duration atMost) throws InterruptedException {
        await(so -> so.listed >= count, count + " requests for the list", atMost);
    }

    /** Waits until the client of {@code request} has left; returns the moment. */
    public long awaitClientLeft(UpstreamRequest request, Duration atMost) throws InterruptedException {
        return request.awaitClientLeft(atMost);
    }

    /** Lets the next {@code tokens} of every gated request so far out. */
    public void release(long tokens) {
        requests().forEach(request -> request.release(tokens));
    }

    /** Closes all connections and refuses new ones, as a server that went down. */
    public void down() {
        CompletableFuture<Void> end;
        lock.lock();
        try {
            end = accepting;
            if (server != null) {
                server.close();
                server = null;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            lock.unlock();
        }
        // Until its thread has let go of it, a closed server socket may still take a connection.
        end.join();
        sockets.forEach(SimulatedUpstream::closeSocket);
    }

    /** Listens (again), on the same port. */
    public void up() {
        lock.lock();
        try {
            if (server != null) {
                return;
            }
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
            server = listening;
            port = listening.getLocalPort();
            var end = new CompletableFuture<Void>();
            accepting = end;
            Thread.ofVirtual().name("simulated-upstream").start(() -> {
                accept(listening);
                end.complete(null);
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        down();
    }

    @Nullable Script scriptOf(String model) {
        lock.lock();
        try {
            Script script = scripts.get(model);
            return script == null ? Script.ofName(model) : script;
        } finally {
            lock.unlock();
        }
    }

    ModelList models() {
        lock.lock();
        try {
            ledger.listed++;
            changed.signalAll();
            Collection<String> names = List.copyOf(scripts.keySet());
            return new ModelList(listStatus, names);
        } finally {
            lock.unlock();
        }
    }

    UpstreamRequest arrived(Map<String, String> headers, JsonNode body, Speaker speaker) {
        lock.lock();
        try {
            var request = new UpstreamRequest(time, ledger.arrived, headers, body, speaker);
            ledger.add(request);
            changed.signalAll();
            return request;
        } finally {
            lock.unlock();
        }
    }

    void left(Socket socket) {
        sockets.remove(socket);
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                sockets.add(socket);
                Thread.ofVirtual().name("simulated-answer").start(new UpstreamConnection(this, time, socket));
            } catch (IOException closed) {
                // The loop's condition says whether that was the end.
            }
        }
        sockets.forEach(SimulatedUpstream::closeSocket);
    }

    private static void closeSocket(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void await(Predicate<Ledger> claim, String what, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long remaining = atMost.toNanos();
            while (!claim.test(ledger)) {
                if (remaining <= 0) {
                    throw new AssertionError("not in " + atMost + ": " + what);
                }
                remaining = changed.awaitNanos(remaining);
            }
        } finally {
            lock.unlock();
        }
    }

    private static final class Ledger {
        private final List<UpstreamRequest> requests = new ArrayList<>();
        private final Map<String, List<UpstreamRequest>> byMark = new HashMap<>();
        private int arrived;
        private int keep = Integer.MAX_VALUE;
        private int listed;

        private void add(UpstreamRequest request) {
            arrived++;
            requests.add(request);
            byMark.computeIfAbsent(request.mark(), _ -> new ArrayList<>()).add(request);
            // In bulk: looking through all of them at each request would cost more than the memory that it saves.
            if (requests.size() / 2 >= keep) {
                List<UpstreamRequest> old = requests.subList(0, requests.size() - keep);
                old.removeIf(one -> one.clientLeftNanos().isPresent() && forget(one));
            }
        }

        private boolean forget(UpstreamRequest request) {
            byMark.computeIfPresent(request.mark(), (_, same) -> {
                same.remove(request);
                return same.isEmpty() ? null : same;
            });
            return true;
        }
    }
}
