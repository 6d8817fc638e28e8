package dev.polylogue.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Does the same from many sides at one moment. */
final class Together {

    private Together() {}

    /** One of them. */
    @FunctionalInterface
    interface Deed<T> {
        T of(int number) throws Exception;
    }

    /** Lets {@code count} virtual threads start at one barrier; what each came to, in the order of their numbers. */
    static <T> List<T> all(int count, Deed<T> deed) throws InterruptedException {
        var barrier = new CyclicBarrier(count);
        List<FutureTask<T>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            var task = new FutureTask<>(() -> {
                barrier.await();
                return deed.of(number);
            });
            tasks.add(task);
            Thread.ofVirtual().name("together-" + number).start(task);
        }
        List<T> results = new ArrayList<>();
        for (FutureTask<T> task : tasks) {
            try {
                results.add(task.get());
            } catch (ExecutionException failure) {
                throw new AssertionError(failure.getCause());
            }
        }
        return results;
    }
}
