package dev.polylogue.providers.call;

import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelSink;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.providers.frames.FrameListener;
import dev.polylogue.providers.frames.FrameParser;
import dev.polylogue.providers.frames.OversizedEventException;
import dev.polylogue.providers.http.Exchange;
import dev.polylogue.providers.http.ExchangeListener;
import dev.polylogue.providers.http.Fault;
import dev.polylogue.providers.http.ResponseHead;
import dev.polylogue.providers.http.UpstreamClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call to a model over HTTP.
 *
 * <p>The finish, an error frame, the end of the stream, a timeout and a close from our side may come at the same time.
 * All of them go for {@link #terminal}, which is set once; whoever sets it has the one end, and from then on nothing is
 * handed to the sink but that. The sink is only called on the event loop of the exchange, so its calls are in order
 * without a lock, and a thread that closes holds nothing that a sink could wait for.
 *
 * <p>A refusal from which the plan learns (a field that this server does not know) leads to a second exchange within the
 * same call; no content came before it.
 */
public final class StreamedCall implements ModelCall, ExchangeListener, FrameListener {

    private static final Logger LOG = LoggerFactory.getLogger(StreamedCall.class);
    private static final int LONGEST_WHOLE = 1 << 20;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    /** What may still come after the finish reason is usage and the end; who does not send them has ended anyway. */
    private static final Duration AFTER_FINISH = Duration.ofSeconds(5);

    private final Time time;
    private final UpstreamClient client;
    private final CallPlan plan;
    private final ModelSink sink;
    private final FrameReader reader;
    private final FrameParser parser;
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private final OneEnd terminal = new OneEnd();
    private @Nullable ResponseHead head;

    /** Whether the body is a stream, not an answer or a refusal that came whole. */
    private boolean isStream;

    private boolean isFinishing;
    private boolean hasLoggedSink;
    private volatile Exchange exchange;

    private StreamedCall(Time time, UpstreamClient client, CallPlan plan, ModelSink sink) {
        this.time = time;
        this.client = client;
        this.plan = plan;
        this.sink = sink;
        this.reader = plan.reader();
        this.parser = plan.parser(this);
        this.exchange = client.exchange(plan.ask(), this);
    }

    /** Starts a call; returns at once. */
    public static StreamedCall start(Time time, UpstreamClient client, CallPlan plan, ModelSink sink) {
        var call = new StreamedCall(time, client, plan, sink);
        call.exchange.begin();
        return call;
    }

    @Override
    public ModelEvent.Terminal await() throws InterruptedException {
        return terminal.await();
    }

    @Override
    public void close() {
        if (terminal.set(new ModelEvent.Cancelled())) {
            exchange.onLoop(this::tell);
        }
        boolean interrupted = false;
        Exchange last;
        do {
            last = exchange;
            last.close();
            interrupted |= !last.isOnLoop() && awaitClosed(last);
        } while (last != exchange);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isClosed() {
        return exchange.isClosed();
    }

    /** Whether its terminal event has been handed to the sink. */
    public boolean hasEnded() {
        return terminal.isTold();
    }

    /** Ends it as failed, because its provider goes away; returns at once. */
    public void giveUp() {
        exchange.onLoop(() -> failed(new Fault(Fault.Kind.CLIENT_CLOSED, "the provider was closed")));
    }

    /** Returns whether the thread was interrupted: who stops an answer is often interrupted, and still wants its end. */
    private static boolean awaitClosed(Exchange exchange) {
        boolean interrupted = false;
        while (true) {
            try {
                if (!exchange.awaitClosed(LONGEST_CLOSE)) {
                    LOG.warn("a connection did not close in {}", LONGEST_CLOSE);
                }
                return interrupted;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
    }

    @Override
    public void head(ResponseHead head) {
        this.head = head;
        isStream = head.status() == 200 && !head.isOfType("application/json");
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length) {
        if (terminal.isSet()) {
            return;
        }
        if (!isStream) {
            whole.write(bytes, offset, Math.min(length, LONGEST_WHOLE - whole.size()));
            return;
        }
        guarded(() -> parser.feed(bytes, offset, length));
        if (reader.isDone()) {
            end(atEnd());
        } else if (!isFinishing && reader.finishReason() != null) {
            isFinishing = true;
            exchange.idleAfter(AFTER_FINISH);
        }
    }

    /** Behind the reason of the end comes the end, and where it goes wrong nobody waits either. */
    @Override
    public boolean isPatient() {
        return isStream && !isFinishing && !terminal.isSet() && sink.isPatient();
    }

    @Override
    public int prefetch() {
        return terminal.isSet() ? 0 : parser.prefetch() + reader.prefetch() + sink.prefetch();
    }

    @Override
    public void frame(byte[] bytes, int offset, int length) {
        reader.read(bytes, offset, length, this::said);
    }

    @Override
    public void ended() {
        if (head != null && head.status() != 200) {
            refused(head, whole.toString(StandardCharsets.UTF_8));
            return;
        }
        if (whole.size() > 0) {
            guarded(() -> reader.readWhole(whole.toByteArray(), this::said));
        }
        end(atEnd());
    }

    @Override
    public void failed(Fault fault) {
        if (reader.finishReason() != null) {
            end(atEnd());
        } else if (head != null && head.status() != 200) {
            refused(head, whole.toString(StandardCharsets.UTF_8));
        } else {
            ModelEvent.Failed failure = Failures.broken(fault, plan.server());
            if (failure.code() == ErrorCode.UPSTREAM_UNREACHABLE) {
                plan.unreachable();
            }
            LOG.debug("a call broke off: {}", fault);
            end(failure);
        }
    }

    private void refused(ResponseHead head, String body) {
        if (!terminal.isSet() && plan.learnsFrom(head.status(), body)) {
            this.head = null;
            isStream = false;
            whole.reset();
            Exchange next = client.exchange(plan.ask(), this);
            exchange = next;
            next.begin();
            if (terminal.isSet()) {
                next.close();
            }
            return;
        }
        end(Failures.refused(head, body, time.now()));
    }

    private ModelEvent.Terminal atEnd() {
        FinishReason reason = reader.finishReason();
        return reason == null ? Failures.interrupted() : new ModelEvent.Finished(reason);
    }

    private void guarded(Runnable reading) {
        try {
            reading.run();
        } catch (UnreadableFrameException unreadable) {
            LOG.debug("an unreadable frame", unreadable);
            end(Failures.garbage("a frame that cannot be read"));
        } catch (OversizedEventException oversized) {
            end(Failures.garbage("more than 1 MiB without an end"));
            LOG.debug("an oversized event", oversized);
        }
    }

    private void said(ModelEvent event) {
        if (event instanceof ModelEvent.Terminal end) {
            end(end);
        } else if (!terminal.isSet()) {
            hand(event);
        }
    }

    private void end(ModelEvent.Terminal end) {
        if (terminal.set(end)) {
            exchange.close();
            tell();
        }
    }

    private void tell() {
        ModelEvent.Terminal end = terminal.get();
        if (end != null) {
            hand(end);
        }
        terminal.told();
    }

    private void hand(ModelEvent event) {
        try {
            sink.accept(event);
        } catch (RuntimeException broken) {
            if (!hasLoggedSink) {
                hasLoggedSink = true;
                LOG.error("a sink threw, which none may; the call goes on", broken);
            }
        }
    }
}
