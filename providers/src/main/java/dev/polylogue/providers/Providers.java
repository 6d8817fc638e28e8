package dev.polylogue.providers;

import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.provider.ProviderStatus;
import dev.polylogue.engine.time.Time;
import dev.polylogue.providers.discovery.Surroundings;
import dev.polylogue.providers.guide.GuideProvider;
import dev.polylogue.providers.hosted.HostedProvider;
import dev.polylogue.providers.hosted.WatchPace;
import dev.polylogue.providers.http.UpstreamClient;
import dev.polylogue.providers.ollama.Ollama;
import dev.polylogue.providers.ollama.OllamaServer;
import dev.polylogue.providers.settings.ProviderSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * All providers of a server, from start to end. They are added in an order that makes the default model the sensible
 * one: what is configured, what the environment names, what is found on this machine, and last the guide, which is
 * always there. A local server that is not there yet is in the registry from the start, without models, and has them
 * when it comes.
 */
public final class Providers implements AutoCloseable {

    private final Time time;
    private final UpstreamClient client;
    private final ProviderRegistry registry;
    private final List<HostedProvider> watched = new ArrayList<>();

    /** By their names; in the registry they may be wrapped. */
    private final Map<String, HostedProvider> hosted = new ConcurrentHashMap<>();

    private Providers(Time time, ProviderRegistry registry) {
        this.time = time;
        this.client = new UpstreamClient(time);
        this.registry = registry;
    }

    /**
     * Fills {@code registry} and begins to look at what there is; returns at once.
     *
     * @throws IllegalArgumentException when something is configured that cannot be, with a sentence that says what
     */
    public static Providers start(
            Time time, ProviderRegistry registry, List<ProviderSettings> configured, Surroundings surroundings) {
        return start(time, registry, configured, surroundings, GuideProvider.WORDS_PER_SECOND);
    }

    /** The same, with the speed at which the guide speaks. */
    public static Providers start(
            Time time,
            ProviderRegistry registry,
            List<ProviderSettings> configured,
            Surroundings surroundings,
            double wordsPerSecond) {
        configured.forEach(Providers::checkName);
        var providers = new Providers(time, registry);
        try {
            configured.forEach(settings -> providers.add(settings, WatchPace.CONFIGURED));
            surroundings.named().ifPresent(settings -> providers.add(settings, WatchPace.CONFIGURED));
            surroundings.local().forEach(settings -> providers.add(settings, WatchPace.DISCOVERED));
        } catch (IllegalArgumentException refused) {
            providers.close();
            throw refused;
        }
        registry.add(new GuideProvider(time, wordsPerSecond));
        providers.watched.forEach(HostedProvider::watch);
        return providers;
    }

    /** An event loop that reads from model servers, see {@link UpstreamClient#eventLoop}; it ends when this is closed. */
    public Executor eventLoop() {
        return client.eventLoop();
    }

    /** See {@link UpstreamClient#afterReads}. */
    public void afterReads(Runnable action) {
        client.afterReads(action);
    }

    /** See {@link UpstreamClient#aroundWindows}. */
    public void aroundWindows(Runnable before, Runnable after) {
        client.aroundWindows(before, after);
    }

    /** Waits until every server was looked at once, so that the first page shows what there is; at most that long. */
    public void awaitFirstLook(Duration atMost) throws InterruptedException {
        long begin = time.nanoTime();
        for (HostedProvider provider : watched) {
            Duration left = atMost.minusNanos(time.nanoTime() - begin);
            if (!left.isPositive() || !provider.awaitFirstLook(left)) {
                return;
            }
        }
    }

    /** The provider of that name as an Ollama; empty where it is none. */
    public Optional<OllamaServer> ollama(String name) {
        HostedProvider provider = hosted.get(name);
        return provider != null && provider.dialect() instanceof Ollama ollama
                ? Optional.of(new OllamaServer(client, provider, ollama))
                : Optional.empty();
    }

    /** The provider of that name, of whatever origin. */
    public Optional<Provider> find(String name) {
        return registry.find(name);
    }

    /** {@link IllegalArgumentException}, with a sentence, where there can be no such provider. */
    public void check(ProviderSettings settings) {
        checkName(settings);
        make(settings, WatchPace.CONFIGURED).close();
    }

    /** Adds a provider while the server runs, or puts it in the place of the one of its name. It serves at once. */
    public void put(ProviderSettings settings) {
        checkName(settings);
        HostedProvider provider = make(settings, WatchPace.CONFIGURED);
        registry.put(provider, GuideProvider.NAME);
        hosted.put(settings.name(), provider);
        provider.watch();
    }

    /** Takes the provider of that name away; its calls under way fail. */
    public void remove(String name) {
        registry.remove(name);
        hosted.remove(name);
    }

    /** What such a provider would be able to do, as far as is known after {@code atMost}; nothing of it stays. */
    public ProviderStatus look(ProviderSettings settings, Duration atMost) throws InterruptedException {
        checkName(settings);
        try (HostedProvider provider = make(settings, WatchPace.CONFIGURED)) {
            provider.watch();
            provider.awaitFirstLook(atMost);
            return provider.status();
        }
    }

    private HostedProvider make(ProviderSettings settings, WatchPace pace) {
        return new HostedProvider(time, client, settings, Dialects.of(settings), pace);
    }

    /** Closes the providers and all of their connections. */
    @Override
    public void close() {
        registry.close();
        client.close();
    }

    private void add(ProviderSettings settings, WatchPace pace) {
        HostedProvider provider;
        try {
            provider = make(settings, pace);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "polylogue.providers." + settings.name() + ".base-url: " + refused.getMessage(), refused);
        }
        if (registry.add(provider)) {
            watched.add(provider);
            hosted.put(settings.name(), provider);
        }
    }

    private static void checkName(ProviderSettings settings) {
        if (settings.name().equals(GuideProvider.NAME)) {
            throw new IllegalArgumentException("polylogue.providers." + GuideProvider.NAME
                    + ": this name is the built-in guide's. Choose another.");
        }
        Dialects.check(settings);
    }
}
