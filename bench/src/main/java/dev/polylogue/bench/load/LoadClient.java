package dev.polylogue.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens the streams of a {@link LoadPlan} and reads them on one thread. Prints {@code MEASURING} when all of them flow and
 * are warm, and {@code MEASURED} with the figures as JSON after the time of the plan; then it stops them and ends.
 */
public final class LoadClient {

    private static final long SETUP_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final LoadPlan plan;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private final Requests requests;
    private final List<SocketChannel> channels = new ArrayList<>();
    private final Histogram tokens = new Histogram();
    private final Histogram firsts = new Histogram();
    private final Histogram posts = new Histogram();
    private final Histogram lasts = new Histogram();
    private final Histogram ends = new Histogram();
    private @Nullable Stream next;
    private boolean isMeasuring;
    private long begun;

    private LoadClient(LoadPlan plan) throws IOException {
        this.plan = plan;
        this.requests = new Requests(plan);
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        var client = new LoadClient(LoadPlan.of(arguments));
        client.open();
        client.measure();
        client.close();
        System.exit(0);
    }

    private void open() throws IOException {
        long all = (long) plan.users() * plan.streams();
        for (String user : plan.userNames()) {
            if (plan.mode() == LoadPlan.Mode.EVENTS) {
                connect().ask(requests.events(user));
            } else {
                for (int i = 0; i < plan.streams(); i++) {
                    connect().ask(requests.stream(user, LoadPlan.ENDLESS));
                    read(0);
                }
            }
        }
        if (plan.mode() == LoadPlan.Mode.EVENTS) {
            requests.beginAll();
        }
        long deadline = System.nanoTime() + SETUP_NANOS;
        while (begun < all) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + begun + " of " + all + " streams began");
            }
            read(10);
        }
        readFor(plan.warmSeconds());
    }

    private void measure() throws IOException {
        System.out.println("MEASURING");
        isMeasuring = true;
        long cpu = cpuNanos();
        if (plan.probesPerSecond() == 0) {
            readFor(plan.seconds());
        } else {
            int probes = plan.seconds() * plan.probesPerSecond();
            long step = TimeUnit.SECONDS.toNanos(1) / plan.probesPerSecond();
            long start = System.nanoTime();
            for (int i = 1; i <= probes; i++) {
                probe("user" + i % plan.users());
                readUntil(start + i * step);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "MEASURED {\"tokens\":%d,\"p50\":%.3f,\"p99\":%.3f,\"max\":%.3f,\"firsts\":%d,\"firstP50\":%.3f,"
                        + "\"firstP99\":%.3f,\"postP50\":%.3f,\"postP99\":%.3f,\"lastP50\":%.3f,\"ends\":%d,"
                        + "\"endP50\":%.3f,\"clientCpuMillis\":%d}%n",
                tokens.count(),
                tokens.quantile(0.5),
                tokens.quantile(0.99),
                tokens.quantile(1),
                firsts.count(),
                firsts.quantile(0.5),
                firsts.quantile(0.99),
                posts.quantile(0.5),
                posts.quantile(0.99),
                lasts.quantile(0.5),
                ends.count(),
                ends.quantile(0.5),
                (cpuNanos() - cpu) / 1_000_000);
    }

    /** A new chat, on a connection that is there already, as browsers have one. */
    private void probe(String user) throws IOException {
        if (plan.mode() == LoadPlan.Mode.EVENTS) {
            requests.begin(user, LoadPlan.SHORT);
        } else {
            Stream connected = next == null ? connect() : next;
            connected.ask(requests.stream(user, LoadPlan.SHORT));
            next = connect();
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private Stream connect() throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), plan.port()));
        channel.configureBlocking(false);
        var stream = new Stream(channel);
        channel.register(selector, SelectionKey.OP_READ, stream);
        channels.add(channel);
        return stream;
    }

    private void readFor(int seconds) throws IOException {
        readUntil(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
    }

    private void readUntil(long end) throws IOException {
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            read(Math.max(1, left / 1_000_000));
        }
    }

    private void read(long millis) throws IOException {
        if (millis == 0) {
            selector.selectNow(this::read);
        } else {
            selector.select(this::read, millis);
        }
    }

    private void read(SelectionKey key) {
        buffer.clear();
        try {
            if (key.channel() instanceof SocketChannel channel && channel.read(buffer) < 0) {
                key.cancel();
                channel.close();
                return;
            }
        } catch (IOException gone) {
            key.cancel();
            return;
        }
        buffer.flip();
        if (key.attachment() instanceof Stream stream) {
            stream.read(buffer);
        }
    }

    private void close() throws IOException {
        requests.close();
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    private final class Stream implements MarkReader.Listener {
        private final MarkReader marks = new MarkReader();
        private final SocketChannel channel;
        private long askedAt;

        private Stream(SocketChannel channel) {
            this.channel = channel;
        }

        private void ask(byte[] request) throws IOException {
            askedAt = System.nanoTime();
            channel.write(ByteBuffer.wrap(request));
        }

        private void read(ByteBuffer bytes) {
            marks.read(bytes, this);
        }

        @Override
        public void mark(byte kind, long nanos) {
            long now = System.nanoTime();
            if (kind == Mark.FIRST) {
                begun++;
            }
            if (isMeasuring) {
                tokens.add(now - nanos);
                if (kind == Mark.FIRST) {
                    firsts.add(now - nanos);
                    posts.add(now - askedAt);
                } else if (kind == Mark.LAST) {
                    lasts.add(now - nanos);
                }
            }
        }

        @Override
        public void ended(long nanos) {
            if (isMeasuring) {
                ends.add(System.nanoTime() - nanos);
            }
        }
    }
}
