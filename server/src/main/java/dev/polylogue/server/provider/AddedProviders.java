package dev.polylogue.server.provider;

import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.provider.ProviderStatus;
import dev.polylogue.engine.store.ProviderStore;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.store.StoredProvider;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.providers.Providers;
import dev.polylogue.providers.settings.ProviderSettings;
import dev.polylogue.server.problem.RefusedException;
import dev.polylogue.server.secret.KeyLock;
import dev.polylogue.server.secret.UnreadableKeyException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The model servers that were added while the server ran: those of the store are opened at start, and each change is
 * stored first and then takes effect at once. Any thread may use it; changes come one at a time.
 */
@Component
final class AddedProviders {

    private static final Duration TRY = Duration.ofSeconds(12);

    private final ProviderStore store;
    private final Providers providers;
    private final Time time;
    private final KeyLock keys;
    private final ReentrantLock lock = new ReentrantLock();

    /** Why one of the store is not open. */
    private final Map<String, String> closed = new HashMap<>();

    AddedProviders(Store store, Providers providers, Time time, KeyLock keys) {
        this.store = store.providers();
        this.providers = providers;
        this.time = time;
        this.keys = keys;
        this.store.all().forEach(this::openStored);
    }

    private void openStored(StoredProvider stored) {
        try {
            if (providers.find(stored.name()).isEmpty()) {
                providers.put(settings(stored));
            }
            closed.remove(stored.name());
        } catch (UnreadableKeyException unreadable) {
            closed.put(stored.name(), unreadable.sentence());
        } catch (IllegalArgumentException refused) {
            closed.put(stored.name(), ProviderChecks.sentence(refused));
        }
    }

    List<ProviderList.Entry> added(boolean isOperator) {
        lock.lock();
        try {
            return store.all().stream().map(stored -> entry(stored, isOperator)).toList();
        } finally {
            lock.unlock();
        }
    }

    private ProviderList.Entry entry(StoredProvider stored, boolean isOperator) {
        ProviderStatus status = providers
                .find(stored.name())
                .map(Provider::status)
                .orElse(new ProviderStatus(List.of(), closed.get(stored.name())));
        return new ProviderList.Entry(
                stored.name(),
                stored.dialect(),
                isOperator ? stored.baseUrl() : null,
                stored.lockedKey() != null,
                stored.maxConcurrent(),
                stored.requestsPerMinute(),
                stored.models(),
                false,
                status.reason() == null,
                status.models().size(),
                status.reason());
    }

    ProviderList.Entry add(ProviderWish wish) {
        lock.lock();
        try {
            String name = ProviderChecks.name(wish.name());
            if (providers.find(name).isPresent() || find(name).isPresent()) {
                throw RefusedException.because(
                        ErrorCode.WRONG_STATE, "A provider " + name + " is there already: choose another name.");
            }
            return put(wished(name, wish, null));
        } finally {
            lock.unlock();
        }
    }

    ProviderList.Entry change(String name, ProviderWish wish) {
        lock.lock();
        try {
            return put(wished(name, wish, changeable(name)));
        } finally {
            lock.unlock();
        }
    }

    void remove(String name) {
        lock.lock();
        try {
            changeable(name);
            store.remove(name);
            closed.remove(name);
            providers.remove(name);
        } finally {
            lock.unlock();
        }
    }

    /** Asks a server for its models, without keeping anything; with a name, what is stored there fills the gaps. */
    ProviderList.Tried attempt(ProviderWish wish) throws InterruptedException {
        StoredProvider before = wish.name() == null ? null : find(wish.name()).orElse(null);
        String name = before == null ? "test" : before.name();
        ProviderSettings settings = readable(wished(name, wish, before));
        ProviderStatus status = ProviderChecks.checked(() -> providers.look(settings, TRY));
        int count = status.models().size();
        if (status.reason() != null) {
            return new ProviderList.Tried(false, 0, status.reason());
        }
        if (count == 0) {
            return new ProviderList.Tried(false, 0, "The server answers, but it has no models yet.");
        }
        return new ProviderList.Tried(true, count, "It works: " + count + (count == 1 ? " model." : " models."));
    }

    private ProviderList.Entry put(StoredProvider stored) {
        ProviderSettings settings = readable(stored);
        // Refused before anything is stored.
        ProviderChecks.checked(() -> {
            providers.check(settings);
            return settings;
        });
        store.put(stored, time.now());
        closed.remove(stored.name());
        providers.put(settings);
        return entry(stored, true);
    }

    private StoredProvider wished(String name, ProviderWish wish, @Nullable StoredProvider before) {
        String dialect = or(wish.dialect(), before == null ? "openai-chat" : before.dialect());
        String baseUrl = ProviderChecks.baseUrl(or(wish.baseUrl(), before == null ? "" : before.baseUrl()));
        Integer atOnce = wish.maxConcurrent() == null && before != null ? before.maxConcurrent() : wish.maxConcurrent();
        Integer perMinute = wish.requestsPerMinute() == null && before != null
                ? before.requestsPerMinute()
                : wish.requestsPerMinute();
        List<String> models = wish.models() == null ? (before == null ? List.of() : before.models()) : wish.models();
        return new StoredProvider(
                name,
                dialect,
                baseUrl,
                lockedKey(name, wish.apiKey(), before),
                ProviderChecks.limit("maxConcurrent", atOnce),
                ProviderChecks.limit("requestsPerMinute", perMinute),
                models);
    }

    private @Nullable String lockedKey(String name, @Nullable String key, @Nullable StoredProvider before) {
        if (key == null) {
            return before == null ? null : before.lockedKey();
        }
        try {
            return key.isBlank() ? null : keys.lock(key.strip(), name);
        } catch (UnreadableKeyException unkept) {
            throw RefusedException.because(ErrorCode.WRONG_STATE, unkept.sentence());
        }
    }

    private ProviderSettings readable(StoredProvider stored) {
        try {
            return settings(stored);
        } catch (UnreadableKeyException unreadable) {
            throw RefusedException.because(ErrorCode.WRONG_STATE, unreadable.sentence());
        }
    }

    private ProviderSettings settings(StoredProvider stored) throws UnreadableKeyException {
        String locked = stored.lockedKey();
        return new ProviderSettings(
                stored.name(),
                stored.dialect(),
                stored.baseUrl(),
                locked == null ? null : keys.unlock(locked, stored.name()),
                stored.maxConcurrent(),
                stored.requestsPerMinute(),
                stored.models(),
                null,
                null,
                null,
                null);
    }

    private StoredProvider changeable(String name) {
        return find(name)
                .orElseThrow(() -> providers.find(name).isPresent()
                        ? RefusedException.because(
                                ErrorCode.WRONG_STATE,
                                "This provider comes from the configuration or was found on this machine: change it there.")
                        : RefusedException.because(ErrorCode.NOT_FOUND, "There is no such provider."));
    }

    private Optional<StoredProvider> find(String name) {
        return store.all().stream().filter(stored -> stored.name().equals(name)).findFirst();
    }

    private static String or(@Nullable String wished, String otherwise) {
        return wished == null ? otherwise : wished;
    }
}
