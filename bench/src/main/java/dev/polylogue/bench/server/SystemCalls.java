package dev.polylogue.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The calls of a process into the kernel, counted by the kernel itself ({@code perf stat} on its trace points): that costs
 * the process little and stops it never, as a tracer would, which would change how many tokens one call finds.
 */
final class SystemCalls {

    private static final String ALL = "raw_syscalls:sys_enter";
    private static final String KIND = "syscalls:sys_enter_";

    /** What a server calls often; what else it calls is in the sum. */
    private static final List<String> KINDS =
            List.of(("read write readv writev recvfrom recvmsg sendto sendmsg epoll_wait epoll_pwait epoll_pwait2 "
                            + "epoll_ctl poll futex sched_yield clock_nanosleep pread64 pwrite64 fdatasync fsync close")
                    .split(" ", -1));

    private SystemCalls() {}

    /** Why they cannot be counted here; empty where they can. */
    static Optional<String> obstacle(Path folder) throws IOException, InterruptedException {
        if (Stream.of("/usr/bin/perf", "/usr/local/bin/perf").map(Path::of).noneMatch(Files::isExecutable)) {
            return Optional.of("There is no perf here (Debian: apt-get install linux-perf)");
        }
        try {
            count(ProcessHandle.current().pid(), 0, folder);
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of("perf may not count here (it takes root): " + refused.getMessage());
        }
    }

    /** How many of each kind all threads of a process make in so many seconds; under {@code ""} those of every kind. */
    static Map<String, Long> count(long pid, int seconds, Path folder) throws IOException, InterruptedException {
        Path counted = folder.resolve("perf.csv");
        List<String> command = new ArrayList<>(List.of("perf", "stat", "-x", ",", "-o", counted.toString(), "-e", ALL));
        for (String kind : KINDS) {
            // Not every kernel has each of them.
            if (Files.exists(Path.of("/sys/kernel/tracing/events/syscalls/sys_enter_" + kind))) {
                command.addAll(List.of("-e", KIND + kind));
            }
        }
        command.addAll(List.of("-p", Long.toString(pid), "sleep", Integer.toString(seconds)));
        Process perf = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(perf.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (perf.waitFor() != 0) {
            throw new IOException(said.lines().findFirst().orElse("no word why"));
        }
        return read(Files.readAllLines(counted));
    }

    private static Map<String, Long> read(List<String> lines) {
        Map<String, Long> calls = new LinkedHashMap<>();
        for (String line : lines) {
            String[] fields = line.split(",", -1);
            if (fields.length > 2 && fields[0].matches("[0-9]+")) {
                calls.put(fields[2].equals(ALL) ? "" : fields[2].substring(KIND.length()), Long.parseLong(fields[0]));
            }
        }
        return calls;
    }
}
