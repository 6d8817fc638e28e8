package dev.polylogue.bench.store;

import dev.polylogue.bench.report.Median;
import dev.polylogue.testkit.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Asks a server the same thing many times, one after the other, over a connection that stays. The bytes are not read as
 * JSON, which would be counted as the server's time.
 */
final class Requests implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServerProcess server;
    private final ProcessHandle process;

    Requests(ServerProcess server) {
        this.server = server;
        this.process = ProcessHandle.of(server.pid()).orElseThrow();
    }

    /**
     * What one request takes.
     *
     * @param millis from the question to the last byte of the answer, the median
     * @param cpuMillis CPU time of the server, all its threads
     */
    record Cost(double millis, double cpuMillis, int bytes) {}

    Cost cost(String path, int warm, int times) throws IOException, InterruptedException {
        for (int i = 0; i < warm; i++) {
            get(path);
        }
        double[] millis = new double[times];
        int bytes = 0;
        Duration before = cpu();
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            bytes = get(path).length;
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        return new Cost(Median.of(millis), cpu().minus(before).toNanos() / 1e6 / times, bytes);
    }

    private Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    private byte[] get(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(server.address() + path)).build();
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + response.statusCode());
        }
        return response.body();
    }

    @Override
    public void close() {
        client.close();
    }
}
