package dev.polylogue.bench.server;

import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Median;
import dev.polylogue.bench.report.Report;
import dev.polylogue.testkit.process.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long {@code ./run.sh} takes to the first 200 of {@code GET /}, with everything built before: with a data folder that
 * is there and with a new one. The argument {@code times=N} (9) says how many starts of each; medians are told, and how many
 * times the CPU time it is that a {@link PlainStart} takes in the same run.
 */
public final class StartBench {

    private static final long STEP_MILLIS = 5;
    private static final double REACH_SECONDS = 1.5;

    private final int times;
    private final Path folder;
    private final Report report = new Report("start");

    private StartBench(int times, Path folder) {
        this.times = times;
        this.folder = folder;
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int times = arguments.length == 0 ? 9 : Integer.parseInt(arguments[0].substring("times=".length()));
        System.exit(new StartBench(times, Files.createTempDirectory("polylogue-start")).measure() ? 0 : 1);
    }

    private boolean measure() throws IOException, InterruptedException {
        // Builds and unpacks what is missing, and makes the folder.
        start(folder.resolve("kept"));
        var plainStart = new PlainStart(folder);
        Start[] kept = new Start[times];
        Start[] made = new Start[times];
        double[] plain = new double[times];
        for (int i = 0; i < times; i++) {
            kept[i] = start(folder.resolve("kept"));
            made[i] = start(folder.resolve("new" + i));
            plain[i] = plainStart.cpuMillis();
        }
        double plainMillis = Median.of(plain);
        report.add(Figure.of("a small program is compiled and run, CPU", plainMillis, "ms"));
        tell("start with a data folder", plainMillis, kept);
        tell("start with a new data folder", plainMillis, made);
        return report.finish(Path.of("target", "bench"), Path.of("baseline"));
    }

    private void tell(String words, double plainMillis, Start... starts) {
        double cpu =
                Median.of(Arrays.stream(starts).mapToDouble(Start::cpuMillis).toArray());
        report.add(Figure.of(
                        words + ", to the first 200",
                        Median.of(Arrays.stream(starts)
                                .mapToDouble(Start::seconds)
                                .toArray()),
                        "s")
                .atMost(REACH_SECONDS));
        report.add(Figure.of(words + ", CPU until then", cpu, "ms"));
        report.add(Figure.of(words + ", CPU / small program", cpu / plainMillis, Figure.RATIO));
    }

    private record Start(double seconds, double cpuMillis) {}

    private static Start start(Path data) throws IOException, InterruptedException {
        int port = FreePort.any();
        long begin = System.nanoTime();
        // The script executes the server in its own place, so it is one process.
        try (Child server = Child.start(
                List.of("../run.sh", "--server.port=" + port, "--polylogue.data=" + data.toAbsolutePath()))) {
            while (!answers(port)) {
                server.checkAlive();
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            }
            return new Start((System.nanoTime() - begin) / 1e9, ProcessCost.cpuMillis(server.pid()));
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] first = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(first, StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException notYet) {
            return false;
        }
    }
}
