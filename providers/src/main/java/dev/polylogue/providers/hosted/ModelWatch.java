package dev.polylogue.providers.hosted;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.time.Time;
import dev.polylogue.providers.call.ErrorBody;
import dev.polylogue.providers.call.Failures;
import dev.polylogue.providers.http.Fault;
import dev.polylogue.providers.http.Fetched;
import dev.polylogue.providers.http.HttpAsk;
import dev.polylogue.providers.http.UpstreamClient;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks again and again at which models a server has, with growing pauses while it is down. One look is under way at a
 * time; the next is set when it ends, so that a slow server is never asked twice at once. Any thread may use it.
 */
final class ModelWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);

    private final Time time;
    private final UpstreamClient client;
    private final String name;
    private final Dialect dialect;
    private final BaseUrl baseUrl;
    private final Map<String, String> headers;
    private final WatchPace pace;
    private final boolean needsNoList;
    private final Consumer<Seen> listener;
    private final CountDownLatch looked = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private Time.@Nullable Timer next;

    @GuardedBy("lock") private boolean isLooking;

    @GuardedBy("lock") private boolean closed;

    @GuardedBy("lock") private int failures;

    /** What a look saw. */
    sealed interface Seen {
        record Models(List<ListedModel> models) implements Seen {}

        /** It answers, but has no list to give. */
        record NoList() implements Seen {}

        record Down(String reason) implements Seen {}
    }

    ModelWatch(
            Time time,
            UpstreamClient client,
            String name,
            Dialect dialect,
            BaseUrl baseUrl,
            Map<String, String> headers,
            WatchPace pace,
            boolean needsNoList,
            Consumer<Seen> listener) {
        this.time = time;
        this.client = client;
        this.name = name;
        this.dialect = dialect;
        this.baseUrl = baseUrl;
        this.headers = headers;
        this.pace = pace;
        this.needsNoList = needsNoList;
        this.listener = listener;
    }

    /** Looks now, unless it is looking already. */
    void look() {
        lock.lock();
        try {
            if (closed || isLooking) {
                return;
            }
            isLooking = true;
            if (next != null) {
                next.close();
                next = null;
            }
        } finally {
            lock.unlock();
        }
        ask(baseUrl.candidates().iterator());
    }

    /** Waits until the first look has ended, whatever it saw; false when that took longer. */
    boolean awaitFirstLook(Duration atMost) throws InterruptedException {
        return looked.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (next != null) {
                next.close();
                next = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void ask(Iterator<String> candidates) {
        String candidate = candidates.next();
        HttpAsk ask = new HttpAsk("GET", URI.create(candidate + dialect.listPath()), headers, null, pace.timeouts());
        client.fetch(ask, fetched -> answered(fetched, candidate, candidates));
    }

    private void answered(Fetched fetched, String candidate, Iterator<String> others) {
        Seen seen = read(fetched);
        switch (seen) {
            case Seen.Models(List<ListedModel> models) -> {
                baseUrl.found(candidate);
                dialect.describe(models, this::post, described -> saw(new Seen.Models(described)));
            }
            case Seen.Down _, Seen.NoList _ -> {
                if (fetched instanceof Fetched.Answer && others.hasNext()) {
                    ask(others);
                } else {
                    saw(seen);
                }
            }
        }
    }

    private Seen read(Fetched fetched) {
        return switch (fetched) {
            case Fetched.None(Fault fault) ->
                new Seen.Down(Failures.broken(fault, baseUrl.server()).message());
            case Fetched.Answer(var head, String body) -> {
                int status = head.status();
                List<ListedModel> models = status == 200 ? readList(body) : null;
                if (models != null) {
                    yield new Seen.Models(models);
                }
                boolean mayWorkWithout = status == 200 || status == 400 || status == 404 || status == 405;
                if (needsNoList && mayWorkWithout) {
                    yield new Seen.NoList();
                }
                yield new Seen.Down(
                        status == 200
                                ? "The server at " + baseUrl.server()
                                        + " is no model server: it gave no list of models."
                                : Failures.said(status, ErrorBody.read(body).words()) + Failures.advice(status));
            }
        };
    }

    private @Nullable List<ListedModel> readList(String body) {
        try {
            return dialect.readList(JsonMapper.shared().readTree(body));
        } catch (JacksonException noList) {
            return null;
        }
    }

    private void post(String path, JsonNode body, Consumer<Fetched> answer) {
        client.fetch(HttpAsk.post(baseUrl.at(path), headers, body, pace.timeouts()), answer);
    }

    private void saw(Seen seen) {
        boolean isDown = seen instanceof Seen.Down;
        lock.lock();
        try {
            isLooking = false;
            failures = isDown ? failures + 1 : 0;
            if (!closed) {
                next = time.schedule(isDown ? pace.pauseAfter(failures) : pace.whenUp(), this::look);
            }
        } finally {
            lock.unlock();
        }
        LOG.debug("provider {}: {}", name, seen);
        listener.accept(seen);
        looked.countDown();
    }
}
