package dev.polylogue.server.wiring;

import dev.polylogue.engine.provider.ProviderRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The model servers. */
@Configuration(proxyBeanMethods = false)
class ProviderWiring {

    @Bean
    ProviderRegistry providers() {
        return new ProviderRegistry();
    }
}
