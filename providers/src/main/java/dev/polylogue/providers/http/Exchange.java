package dev.polylogue.providers.http;

import dev.polylogue.engine.time.Time;
import io.vertx.core.AsyncResult;
import io.vertx.core.internal.ContextInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request, its response, and the connection that only they use.
 *
 * <p>The life is resolving, connecting, waiting for the head, streaming, over. All of it happens on one event loop, so
 * that no field needs a lock and no two ends can race: what other threads want (closing, a timer's end) is handed to
 * that loop. "Over" absorbs: whatever comes after it is dropped, and a connection that comes after it is closed unused.
 *
 * <p>Names are resolved by the machine's own resolver on a virtual thread, not by Netty's: model servers are often
 * reached by names that only the machine knows. An address needs neither. Closing does not wait for them; nobody outside can
 * see them.
 */
public final class Exchange {

    private final Time time;
    private final ContextInternal loop;
    private final Dialer dialer;
    private final HttpAsk ask;
    private final ExchangeListener listener;
    private final Owner owner;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Alarm alarm;
    private @Nullable Connection connection;
    private boolean over;
    private boolean hasHead;
    private boolean hasBytes;

    /** When the last bytes came, as {@link Time#nanoTime} tells it. */
    private long lastBytes;

    Exchange(Time time, ContextInternal loop, Dialer dialer, HttpAsk ask, ExchangeListener listener, Owner owner) {
        this.time = time;
        this.loop = loop;
        this.dialer = dialer;
        this.ask = ask;
        this.listener = listener;
        this.owner = owner;
        this.lastBytes = time.nanoTime();
        this.alarm = new Alarm(time, this::onLoop, () -> lastBytes);
    }

    /** Closes the connection, or what is to become one; returns at once. Nothing is told to the listener after that. */
    public void close() {
        try {
            onLoop(this::finish);
        } catch (RejectedExecutionException clientClosed) {
            // With the client all its connections were closed.
        }
    }

    /** Has {@code action} called on this exchange's event loop, in its turn. */
    public void onLoop(Runnable action) {
        loop.runOnContext(_ -> action.run());
    }

    /** Whether the calling thread is this exchange's event loop, which must not wait for itself. */
    public boolean isOnLoop() {
        return loop.inThread();
    }

    /** Whether no connection is left. */
    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Waits until no connection is left; false when that took longer. */
    public boolean awaitClosed(Duration atMost) throws InterruptedException {
        return closed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Sets how long the next bytes may take, from now on. To be called on the event loop. */
    public void idleAfter(Duration idle) {
        alarm.set(idle, () -> end(new Fault(Fault.Kind.IDLE_TIMEOUT, "silent for " + idle)));
    }

    /** Begins, once; returns at once. */
    public void begin() {
        if (!ask.isSendable()) {
            fail(new Fault(Fault.Kind.NOT_SENDABLE, "a header that none can be"));
            return;
        }
        InetAddress address = address(ask.uri().getHost());
        if (address == null) {
            Thread.ofVirtual().name("resolve").start(this::resolve);
        } else {
            beginAt(List.of(address));
        }
    }

    private void beginAt(List<InetAddress> addresses) {
        inTurn(() -> connect(addresses.iterator()));
    }

    private void inTurn(Runnable action) {
        try {
            onLoop(action);
        } catch (RejectedExecutionException clientClosed) {
            end(new Fault(Fault.Kind.CLIENT_CLOSED, "the client was closed"));
        }
    }

    private static @Nullable InetAddress address(String host) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException name) {
            return null;
        }
    }

    void fail(Fault fault) {
        inTurn(() -> end(fault));
    }

    private void resolve() {
        String host = ask.uri().getHost();
        try {
            beginAt(Arrays.asList(InetAddress.getAllByName(host)));
        } catch (UnknownHostException unknown) {
            fail(new Fault(Fault.Kind.NOT_RESOLVED, "no address for " + host));
        }
    }

    private void connect(Iterator<InetAddress> addresses) {
        if (over) {
            return;
        }
        if (!alarm.isSet()) {
            Duration timeout = ask.timeouts().connect();
            alarm.set(timeout, () -> end(new Fault(Fault.Kind.CONNECT_TIMEOUT, "no connection in " + timeout)));
        }
        URI uri = ask.uri();
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        try {
            dialer.dial(ask, new InetSocketAddress(addresses.next(), port), loop, this)
                    .onComplete(result -> connected(result, addresses));
        } catch (IllegalStateException clientClosed) {
            end(new Fault(Fault.Kind.CLIENT_CLOSED, "the client was closed"));
        }
    }

    /** That one is being opened; it can be closed already. */
    void opening(Connection half) {
        connection = half;
    }

    private void connected(AsyncResult<Connection> result, Iterator<InetAddress> others) {
        if (result.succeeded()) {
            own(result.result());
            return;
        }
        connection = null;
        if (!over && others.hasNext()) {
            connect(others);
        } else {
            end(new Fault(Fault.Kind.NOT_CONNECTED, wordsOf(result.cause())));
        }
    }

    private void own(Connection connection) {
        if (over) {
            connection.close();
            return;
        }
        this.connection = connection;
        Duration timeout = ask.timeouts().firstByte();
        alarm.set(timeout, () -> end(new Fault(Fault.Kind.FIRST_BYTE_TIMEOUT, "no answer in " + timeout)));
        connection.send(ask);
    }

    void head(int status, Iterable<Map.Entry<String, String>> fields) {
        if (over) {
            return;
        }
        hasHead = true;
        Map<String, String> headers = new HashMap<>();
        fields.forEach(field -> headers.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
        listener.head(new ResponseHead(status, headers));
    }

    void whole() {
        end(null);
    }

    void broke(Throwable cause) {
        end(broken(cause));
    }

    void bytes(byte[] bytes, int offset, int length) {
        if (over || length == 0) {
            return;
        }
        lastBytes = time.nanoTime();
        if (!hasBytes) {
            hasBytes = true;
            idleAfter(ask.timeouts().idle());
        }
        listener.bytes(bytes, offset, length);
        owner.haveRead();
    }

    /** Whether what comes next may wait for a window. */
    boolean isPatient() {
        return !over && listener.isPatient();
    }

    /** As {@link ExchangeListener#prefetch}. */
    int prefetch() {
        return over ? 0 : listener.prefetch();
    }

    /** The one way to the end, but for {@link #close}: null says that the body is whole. */
    private void end(@Nullable Fault fault) {
        if (over) {
            return;
        }
        finish();
        if (fault == null) {
            listener.ended();
        } else {
            listener.failed(fault);
        }
    }

    private void finish() {
        if (over) {
            return;
        }
        over = true;
        alarm.close();
        if (connection == null) {
            markClosed();
        } else {
            connection.close();
        }
    }

    void connectionClosed() {
        markClosed();
        end(broken(null));
    }

    private void markClosed() {
        closed.countDown();
        owner.closed(this);
    }

    private Fault broken(@Nullable Throwable cause) {
        Fault.Kind kind = hasHead ? Fault.Kind.CLOSED_IN_BODY : Fault.Kind.CLOSED_BEFORE_HEAD;
        return new Fault(kind, cause == null ? "the server closed the connection" : wordsOf(cause));
    }

    private static String wordsOf(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** Who made it. Called on the event loop, or where an exchange is closed unused on the thread that does it. */
    interface Owner {
        void closed(Exchange exchange);

        /** What was read has been told to its listener. */
        void haveRead();
    }
}
