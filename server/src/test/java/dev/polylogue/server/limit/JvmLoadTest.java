package dev.polylogue.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmLoadTest {

    private final JvmLoad measure = new JvmLoad();

    @Test
    void countsTheFilesThatAreOpen(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        List<InputStream> open = new ArrayList<>();
        try {
            long before = measure.now().openFiles();
            for (int i = 0; i < 100; i++) {
                open.add(Files.newInputStream(file));
            }
            long after = measure.now().openFiles();

            assertThat(after - before).isCloseTo(100, Offset.offset(10L));
            assertThat(after).isCloseTo(counted(), Offset.offset(10L));
        } finally {
            for (InputStream one : open) {
                one.close();
            }
        }
    }

    private static long counted() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    @Test
    void eachCollectionTellsWhatItLeft() {
        measure.collect();
        double before = measure.now().heapAfterCollection();
        byte[] kept = new byte[64 * 1024 * 1024];
        measure.collect();
        double after = measure.now().heapAfterCollection();

        double part = (double) kept.length / Runtime.getRuntime().maxMemory();
        assertThat(after - before).isBetween(part / 2, part * 2);
        assertThat(measure.now().nanosSinceCollection()).isNotNegative();
    }
}
