package dev.polylogue.testkit.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;

/** One connection through the proxy: two sockets and a thread for each direction. */
final class Link {

    private static final int BUFFER = 4096;

    private final Socket client;
    private final Socket server;
    private final Weather weather;
    private final Cut fate;

    Link(Socket client, Socket server, Weather weather, Cut fate) {
        this.client = client;
        this.server = server;
        this.weather = weather;
        this.fate = fate;
    }

    /** Carries until both directions have ended. */
    void carry() throws IOException, InterruptedException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Thread up = Thread.ofVirtual().name("fault-link-up").start(() -> carry(client, server, Long.MAX_VALUE));
        carry(server, client, fate.afterBytes());
        up.join();
    }

    void cut(Cut.How how) {
        abort(client, how);
        abort(server, how);
    }

    private void carry(Socket from, Socket to, long budget) {
        byte[] buffer = new byte[BUFFER];
        long left = budget;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            while (left > 0) {
                int count = in.read(buffer);
                if (count < 0) {
                    to.shutdownOutput();
                    return;
                }
                weather.pass(count);
                int carried = (int) Math.min(count, left);
                out.write(buffer, 0, carried);
                left -= carried;
            }
            cut(fate.how());
        } catch (IOException gone) {
            // One side is gone: the other has to see the same.
            cut(Cut.How.RESET);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static void abort(Socket socket, Cut.How how) {
        try {
            if (how == Cut.How.RESET) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (java.net.SocketException closed) {
            // It was closed already, which is what is wanted.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
