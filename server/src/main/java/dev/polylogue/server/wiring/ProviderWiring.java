package dev.polylogue.server.wiring;

import dev.polylogue.engine.provider.Prices;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.time.Time;
import dev.polylogue.llama.LocalModels;
import dev.polylogue.llama.LocalSettings;
import dev.polylogue.llama.download.Catalogue;
import dev.polylogue.llama.download.Downloads;
import dev.polylogue.providers.Providers;
import dev.polylogue.providers.discovery.Surroundings;
import dev.polylogue.providers.guide.GuideProvider;
import dev.polylogue.providers.settings.ProviderSettings;
import dev.polylogue.server.configuration.Settings;
import dev.polylogue.server.configuration.WrongSettingException;
import dev.polylogue.server.follow.UpstreamLoop;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The model servers: those that are configured, those that are found, and the built-in guide. */
@Configuration(proxyBeanMethods = false)
class ProviderWiring {

    private static final int DEFAULT_PORT = 8080;

    // Closed by the providers, which fill it.
    @Bean(destroyMethod = "")
    ProviderRegistry registry(Settings settings) {
        Map<String, Prices.Price> prices = new HashMap<>();
        settings.prices()
                .forEach((model, price) -> prices.put(
                        model,
                        new Prices.Price(
                                price.input(),
                                price.output(),
                                price.cachedInput() == null ? price.input() : price.cachedInput())));
        return new ProviderRegistry(new Prices(settings.currency(), prices));
    }

    @Bean
    Providers providers(
            Time time,
            ProviderRegistry registry,
            Settings settings,
            ServerProperties server,
            Store store,
            LocalModels local) {
        try {
            Providers providers = Providers.start(time, registry, configured(settings), surroundings(settings, server));
            if (isTaken(registry, store)) {
                local.refuse("A model server of yours has the name " + LocalModels.NAME
                        + ": give it another, and models can run inside Polylogue.");
            } else {
                // After all servers and before the guide, so that it is nobody's default who has a server.
                registry.put(local, GuideProvider.NAME);
            }
            return providers;
        } catch (IllegalArgumentException wrong) {
            throw new WrongSettingException(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    @Bean
    UpstreamLoop upstreamLoop(Providers providers) {
        return new UpstreamLoop(providers.eventLoop(), providers::afterReads, providers::aroundWindows);
    }

    private static boolean isTaken(ProviderRegistry registry, Store store) {
        return registry.find(LocalModels.NAME).isPresent()
                || store.providers().all().stream()
                        .anyMatch(stored -> stored.name().equals(LocalModels.NAME));
    }

    // Closed by the registry.
    @Bean(destroyMethod = "")
    LocalModels localModels(Time time, Settings settings) {
        Settings.Local local = settings.local();
        return new LocalModels(
                time,
                new LocalSettings(
                        models(settings), local.maxConcurrent(), local.context(), local.threads(), local.keepLoaded()));
    }

    @Bean
    Downloads downloads(Time time, Settings settings) {
        Settings.Local local = settings.local();
        try {
            return new Downloads(time, Catalogue.read(local.catalogue()), models(settings), local.loopbackDownloads());
        } catch (IllegalArgumentException wrong) {
            throw new WrongSettingException(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static Path models(Settings settings) {
        return settings.data().resolve("models");
    }

    private static List<ProviderSettings> configured(Settings settings) {
        return settings.providers().entrySet().stream()
                .map(entry -> configured(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static ProviderSettings configured(String name, Settings.ModelServer server) {
        return new ProviderSettings(
                name,
                server.dialect(),
                server.baseUrl() == null ? "" : server.baseUrl(),
                server.apiKey(),
                server.maxConcurrent(),
                server.requestsPerMinute(),
                server.models(),
                server.firstByteTimeout(),
                server.idleTimeout(),
                server.keepAlive(),
                server.numCtx());
    }

    private static Surroundings surroundings(Settings settings, ServerProperties server) {
        if (!settings.discovery().enabled()) {
            return Surroundings.none();
        }
        int own = server.getPort() == null ? DEFAULT_PORT : server.getPort();
        return new Surroundings(Map.copyOf(System.getenv()), true, Set.of(own));
    }
}
