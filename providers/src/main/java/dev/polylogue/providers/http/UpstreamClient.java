package dev.polylogue.providers.http;

import dev.polylogue.engine.time.Time;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens exchanges with model servers, each on a connection of its own: a call that shares no connection can be closed
 * without a look at others. HTTP/1.1 for {@code http://}, because some local servers dislike the offer of h2c; on TLS
 * the server may choose HTTP/2. Any thread may use it.
 */
public final class UpstreamClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamClient.class);

    /**
     * Half as many as processors: a loop that has work finds several sockets ready each time it looks, where two of them
     * that have half as much find one each, and pay for a wake-up with every token.
     */
    private static final int EVENT_LOOPS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int CLOSE_SECONDS = 2;

    private final Time time;
    private final VertxInternal vertx;
    private final Dialer plain;
    private final Dialer secure;
    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
    private final EventLoop firstLoop;
    private final Exchange.Owner owner = new Exchange.Owner() {
        @Override
        public void closed(Exchange exchange) {
            open.remove(exchange);
        }

        @Override
        public void haveRead() {
            if (firstLoop.inEventLoop()) {
                afterReads.run();
            }
        }
    };
    private final ReadWindows windows;
    private volatile Runnable afterReads = () -> {};

    public UpstreamClient(Time time) {
        this(time, null);
    }

    /** With certificates to trust instead of the machine's own; null for those. */
    public UpstreamClient(Time time, @Nullable TrustOptions trust) {
        this(time, trust, true, ReadWindows.LONGEST);
    }

    /**
     * As the others.
     *
     * @param isNative whether to have sockets as the machine has them, or as the JDK has them everywhere
     * @param longest see {@link ReadWindows}
     */
    UpstreamClient(Time time, @Nullable TrustOptions trust, boolean isNative, Duration longest) {
        this.time = time;
        this.windows = new ReadWindows(time, longest);
        // No cache of files on disk: nothing here serves any.
        this.vertx = (VertxInternal) Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setPreferNativeTransport(isNative)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.firstLoop = vertx.createEventLoopContext().nettyEventLoop();
        boolean hasEpoll = firstLoop instanceof IoEventLoop loop && loop.isCompatible(EpollConnection.class);
        this.plain = hasEpoll
                ? new EpollDialer(windows)
                : new PlainDialer(vertx.transport().channelFactory(false));
        HttpClientOptions tls = new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setDecompressionSupported(false);
        this.secure = new TlsDialer(vertx.createHttpClient(trust == null ? tls : tls.setTrustOptions(trust)));
    }

    /** One of the event loops, to do there what never waits. It ends with this client. */
    public Executor eventLoop() {
        return firstLoop;
    }

    /** Has {@code action} called on {@link #eventLoop} each time that bytes were read there, after they have been told. */
    public void afterReads(Runnable action) {
        afterReads = action;
    }

    /**
     * Has {@code before} called each time that a window is over, and {@code after} when what came in it has been told, of all
     * who {@linkplain ExchangeListener#isPatient may wait}; on event loops, where several of them read with the last one.
     */
    public void aroundWindows(Runnable before, Runnable after) {
        windows.around(before, after);
    }

    /** Makes an exchange, to be begun by {@link Exchange#begin}; what comes of it is told to {@code listener}. */
    public Exchange exchange(HttpAsk ask, ExchangeListener listener) {
        boolean isSecure = "https".equals(ask.uri().getScheme());
        var exchange =
                new Exchange(time, vertx.createEventLoopContext(), isSecure ? secure : plain, ask, listener, owner);
        open.add(exchange);
        return exchange;
    }

    /** Asks for a small body as a whole; {@code answer} is called once, on an event loop. */
    public void fetch(HttpAsk ask, Consumer<Fetched> answer) {
        exchange(ask, new Fetching(answer)).begin();
    }

    /** Closes all connections; exchanges that are open fail with {@link Fault.Kind#CLIENT_CLOSED}. */
    @Override
    public void close() {
        open.forEach(exchange -> exchange.fail(new Fault(Fault.Kind.CLIENT_CLOSED, "the client was closed")));
        plain.close();
        try {
            vertx.close().await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception slow) {
            LOG.warn("the upstream client did not close in {} s", CLOSE_SECONDS, slow);
        }
    }
}
