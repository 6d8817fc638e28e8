package dev.polylogue.testkit;

import dev.polylogue.engine.provider.ModelCall;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/** Closes a call from two threads at the same moment. */
public final class TwoClosers {

    private TwoClosers() {}

    /** Returns once both have closed it. */
    public static void close(ModelCall call) throws InterruptedException {
        var barrier = new CyclicBarrier(2);
        Thread other = Thread.ofVirtual().start(() -> closeAtOnce(call, barrier));
        closeAtOnce(call, barrier);
        other.join();
    }

    private static void closeAtOnce(ModelCall call, CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException broken) {
            throw new IllegalStateException(broken);
        }
        call.close();
    }
}
