package dev.polylogue.server.wiring;

import dev.polylogue.engine.provider.Prices;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.time.Time;
import dev.polylogue.providers.Providers;
import dev.polylogue.providers.discovery.Surroundings;
import dev.polylogue.providers.settings.ProviderSettings;
import dev.polylogue.server.configuration.Settings;
import dev.polylogue.server.configuration.WrongSettingException;
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
    Providers providers(Time time, ProviderRegistry registry, Settings settings, ServerProperties server) {
        try {
            return Providers.start(time, registry, configured(settings), surroundings(settings, server));
        } catch (IllegalArgumentException wrong) {
            throw new WrongSettingException(String.valueOf(wrong.getMessage()), wrong);
        }
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
