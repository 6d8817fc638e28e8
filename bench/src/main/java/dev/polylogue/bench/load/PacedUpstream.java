package dev.polylogue.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An OpenAI-compatible model server for thousands of paced streams on one thread. The model's name says the pace: {@code
 * pace-20-100} has 20 tokens a second, 100 in all. The first token comes at once, the others at their pace from a random
 * moment on, so that streams that begin together do not beat together.
 *
 * <p>Prints {@code READY PORT} and goes on until it is killed.
 */
public final class PacedUpstream {

    private static final int TICKS = 8192;
    private static final int BACKLOG = 4096;

    private final Selector selector;
    private final ServerSocketChannel server;
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<List<PacedStream>> wheel = new ArrayList<>();
    private long tick;

    private PacedUpstream() throws IOException {
        selector = Selector.open();
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        for (int i = 0; i < TICKS; i++) {
            wheel.add(new ArrayList<>());
        }
        tick = nowTick();
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        var upstream = new PacedUpstream();
        System.out.println("READY " + ((InetSocketAddress) upstream.server.getLocalAddress()).getPort());
        upstream.serve();
    }

    private static long nowTick() {
        return System.nanoTime() / 1_000_000;
    }

    private void serve() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
        while (true) {
            selector.select(key -> look(key, buffer), 1);
            long now = nowTick();
            while (tick < now) {
                tick++;
                turn();
            }
        }
    }

    private void look(SelectionKey key, ByteBuffer buffer) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else if (key.attachment() instanceof PacedStream stream) {
                read(key, stream, buffer);
            }
        } catch (IOException gone) {
            key.cancel();
            if (key.attachment() instanceof PacedStream stream) {
                stream.close();
            }
        }
    }

    private void accept() throws IOException {
        for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new PacedStream(channel));
        }
    }

    private void read(SelectionKey key, PacedStream stream, ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (stream.channel().read(buffer) < 0) {
            key.cancel();
            stream.close();
            return;
        }
        buffer.flip();
        if (stream.begins(buffer)) {
            stream.writeHead();
            if (stream.writeToken()) {
                schedule(stream, 1 + random.nextInt(stream.periodMillis()));
            }
        }
    }

    private void turn() {
        List<PacedStream> due = wheel.get((int) (tick % TICKS));
        if (due.isEmpty()) {
            return;
        }
        List<PacedStream> now = List.copyOf(due);
        due.clear();
        for (PacedStream stream : now) {
            try {
                if (stream.writeToken()) {
                    schedule(stream, stream.periodMillis());
                }
            } catch (IOException gone) {
                stream.close();
            }
        }
    }

    private void schedule(PacedStream stream, int millis) {
        wheel.get((int) ((tick + millis) % TICKS)).add(stream);
    }
}
