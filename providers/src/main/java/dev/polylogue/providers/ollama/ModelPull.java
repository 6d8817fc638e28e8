package dev.polylogue.providers.ollama;

import dev.polylogue.providers.call.ErrorBody;
import dev.polylogue.providers.call.Failures;
import dev.polylogue.providers.frames.FrameParser;
import dev.polylogue.providers.frames.LineParser;
import dev.polylogue.providers.frames.OversizedEventException;
import dev.polylogue.providers.http.Exchange;
import dev.polylogue.providers.http.ExchangeListener;
import dev.polylogue.providers.http.Fault;
import dev.polylogue.providers.http.HttpAsk;
import dev.polylogue.providers.http.ResponseHead;
import dev.polylogue.providers.http.UpstreamClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model that an Ollama is getting. Closing it closes the connection, upon which Ollama stops; it goes on where it was. */
public final class ModelPull implements AutoCloseable {

    private static final int LONGEST_REFUSAL = 64 * 1024;

    private final String server;
    private final Exchange exchange;

    private ModelPull(UpstreamClient client, HttpAsk ask, PullListener listener, Runnable whenThere) {
        this.server = ask.uri().getAuthority();
        this.exchange = client.exchange(ask, new Lines(listener, whenThere));
    }

    static ModelPull start(UpstreamClient client, HttpAsk ask, PullListener listener, Runnable whenThere) {
        var pull = new ModelPull(client, ask, listener, whenThere);
        pull.exchange.begin();
        return pull;
    }

    /** Gives it up; returns at once, and the listener is told nothing more. */
    @Override
    public void close() {
        exchange.close();
    }

    /** On the exchange's event loop only. */
    private final class Lines implements ExchangeListener {

        private final PullListener listener;
        private final Runnable whenThere;
        private final FrameParser parser = new LineParser(this::line);
        private final ByteArrayOutputStream refusal = new ByteArrayOutputStream();
        private @Nullable ResponseHead head;
        private boolean hasSucceeded;
        private boolean isOver;

        private Lines(PullListener listener, Runnable whenThere) {
            this.listener = listener;
            this.whenThere = whenThere;
        }

        @Override
        public void head(ResponseHead head) {
            this.head = head;
        }

        @Override
        public void bytes(byte[] bytes, int offset, int length) {
            if (head == null || isOver) {
                return;
            }
            if (head.status() != 200) {
                refusal.write(bytes, offset, Math.min(length, LONGEST_REFUSAL - refusal.size()));
                return;
            }
            try {
                parser.feed(bytes, offset, length);
            } catch (OversizedEventException | JacksonException unreadable) {
                end(Failures.garbage(unreadable.getClass().getSimpleName()).message());
            }
        }

        private void line(byte[] bytes, int offset, int length) {
            JsonNode line = JsonMapper.shared().readTree(bytes, offset, length);
            ErrorBody error = line.hasNonNull("error") ? ErrorBody.of(line) : null;
            String status = line.path("status").asString("");
            if (error != null) {
                end(Failures.inStream(error).message());
            } else if (status.equals("success")) {
                hasSucceeded = true;
            } else if (!isOver) {
                listener.progress(
                        status,
                        line.path("completed").asLong(0),
                        line.path("total").asLong(0));
            }
        }

        @Override
        public void ended() {
            if (head != null && head.status() != 200) {
                String body = refusal.toString(StandardCharsets.UTF_8);
                end(Failures.said(head.status(), ErrorBody.read(body).words()) + Failures.advice(head.status()));
            } else {
                end(hasSucceeded ? null : Failures.interrupted().message());
            }
        }

        @Override
        public void failed(Fault fault) {
            end(hasSucceeded ? null : Failures.broken(fault, server).message());
        }

        private void end(@Nullable String failure) {
            if (isOver) {
                return;
            }
            isOver = true;
            exchange.close();
            if (failure == null) {
                whenThere.run();
            }
            listener.ended(failure);
        }
    }
}
