package dev.polylogue.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response, taken piece by piece by a thread that waits for it. The JDK's own input stream can neither say
 * that a line has fallen silent nor be closed while another thread reads. One piece is asked for at a time, so a reader
 * that takes nothing holds nothing but one buffer. One thread takes; any may close.
 */
final class PulledBody implements BodySubscriber<PulledBody> {

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private volatile boolean isLeft;

    private sealed interface Signal {}

    private record Bytes(List<ByteBuffer> buffers) implements Signal {}

    private record End(@Nullable Throwable failure) implements Signal {}

    /** The next bytes; {@link EOFException} at the end, another {@link IOException} where it is cut or silent too long. */
    List<ByteBuffer> take(Duration silence) throws IOException, InterruptedException {
        Signal signal = signals.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
        return switch (signal) {
            case null -> throw new IOException("nothing came for " + silence);
            case Bytes(List<ByteBuffer> buffers) -> {
                subscription.join().request(1);
                yield buffers;
            }
            case End end -> {
                signals.add(end);
                throw end.failure == null ? new EOFException("it ended") : new IOException(end.failure);
            }
        };
    }

    /** Hangs up, and wakes who waits. */
    void close() {
        isLeft = true;
        var _ = subscription.thenAccept(Subscription::cancel);
        signals.add(new End(null));
    }

    /** Wants nothing more, but lets the rest come, which is all but nothing: so the connection can be used again. */
    void leave() {
        isLeft = true;
        var _ = subscription.thenAccept(open -> open.request(Long.MAX_VALUE));
    }

    @Override
    public CompletionStage<PulledBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription opened) {
        subscription.complete(opened);
        opened.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (!isLeft) {
            signals.add(new Bytes(buffers));
        }
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(new End(failure));
    }

    @Override
    public void onComplete() {
        signals.add(new End(null));
    }
}
