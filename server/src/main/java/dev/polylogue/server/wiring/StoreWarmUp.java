package dev.polylogue.server.wiring;

import dev.polylogue.store.SqliteStore;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Loads the store's library while Spring, which takes longer, looks at its beans. */
public final class StoreWarmUp implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        SqliteStore.warmUp();
    }
}
