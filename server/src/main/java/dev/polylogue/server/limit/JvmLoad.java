package dev.polylogue.server.limit;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.RuntimeMXBean;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the virtual machine says of itself. The heap is judged by what the last collection left, whichever collector made
 * it: what is in use between collections says nothing. Where the system does not count open files, there is no limit.
 *
 * <p>A message that comes after a pause waits for this look, so it takes some ten microseconds, not a millisecond.
 */
@Component
final class JvmLoad implements LoadMeasure {

    /** Its size is the number of its entries since Linux 6.2 (fs/proc/fd.c); before that, and elsewhere, it is not. */
    private static final File OPEN_FILES = new File("/proc/self/fd");

    private final List<GarbageCollectorMXBean> collectors =
            ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
    private final RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    private final Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());

    private volatile Collection lastCollection = new Collection(0, 0, 0);

    /**
     * What a collection left.
     *
     * @param count collections up to that one
     * @param heap part of the heap that was in use after it
     * @param endMillis when it ended, from the start of the virtual machine on; 0 for none
     */
    private record Collection(long count, double heap, long endMillis) {}

    @Override
    public Load now() {
        long openFiles = 0;
        long maxFiles = Long.MAX_VALUE;
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            openFiles = openFiles(unix);
            maxFiles = unix.getMaxFileDescriptorCount();
        }
        Collection last = lastCollection();
        long age = last.endMillis() == 0 ? 0 : runtime.getUptime() - last.endMillis();
        return new Load(last.heap(), TimeUnit.MILLISECONDS.toNanos(age), openFiles, maxFiles);
    }

    private static long openFiles(UnixOperatingSystemMXBean system) {
        long size = OPEN_FILES.length();
        // Elsewhere each file has to be counted: half a millisecond where there are some hundreds.
        return size > 0 ? size : system.getOpenFileDescriptorCount();
    }

    private Collection lastCollection() {
        long count = collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
        Collection known = lastCollection;
        if (count == known.count()) {
            return known;
        }
        GcInfo last = newest();
        if (last == null) {
            return known;
        }
        double heap = (double) left(last) / Runtime.getRuntime().maxMemory();
        Collection found = new Collection(count, heap, last.getEndTime());
        lastCollection = found;
        return found;
    }

    private @Nullable GcInfo newest() {
        GcInfo last = null;
        for (GarbageCollectorMXBean collector : collectors) {
            GcInfo info = collector.getLastGcInfo();
            if (info != null && (last == null || info.getEndTime() > last.getEndTime())) {
                last = info;
            }
        }
        return last;
    }

    private long left(GcInfo collection) {
        return collection.getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> heapPools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    @Override
    public void collect() {
        System.gc();
    }
}
