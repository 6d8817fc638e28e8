package dev.polylogue.providers.call;

import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The one end of a call, whatever comes at the same time: whoever sets it first has it and tells the sink, and only then
 * whoever waits returns. Any thread may use it.
 */
public final class OneEnd {

    /** Not an {@link java.util.concurrent.atomic.AtomicReference} for each: it is looked at for every token. */
    private static final AtomicReferenceFieldUpdater<OneEnd, ModelEvent.@Nullable Terminal> END =
            AtomicReferenceFieldUpdater.newUpdater(OneEnd.class, ModelEvent.Terminal.class, "end");

    private volatile ModelEvent.@Nullable Terminal end;
    private final CountDownLatch told = new CountDownLatch(1);

    /** Makes that the end; false where there is one already. */
    public boolean set(ModelEvent.Terminal wanted) {
        return END.compareAndSet(this, null, wanted);
    }

    /** The end, also before it is told; null where there is none. */
    public ModelEvent.@Nullable Terminal get() {
        return end;
    }

    /** Whether there is an end: nothing but that may be told any more. */
    public boolean isSet() {
        return end != null;
    }

    /** The sink has been told of it. */
    public void told() {
        told.countDown();
    }

    /** Whether the sink has been told of it. */
    public boolean isTold() {
        return told.getCount() == 0;
    }

    /** As {@link ModelCall#await}. */
    public ModelEvent.Terminal await() throws InterruptedException {
        told.await();
        ModelEvent.Terminal known = end;
        if (known == null) {
            throw new IllegalStateException("told of an end that is not there");
        }
        return known;
    }
}
