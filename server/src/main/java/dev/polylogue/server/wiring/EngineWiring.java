package dev.polylogue.server.wiring;

import dev.polylogue.engine.completion.Completions;
import dev.polylogue.engine.conversation.Answers;
import dev.polylogue.engine.conversation.ApiTokens;
import dev.polylogue.engine.conversation.Attachments;
import dev.polylogue.engine.conversation.Conversations;
import dev.polylogue.engine.conversation.Engine;
import dev.polylogue.engine.conversation.EngineSettings;
import dev.polylogue.engine.conversation.FollowUpCommands;
import dev.polylogue.engine.identity.IdSource;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.engine.time.Time;
import dev.polylogue.engine.tool.Toolbox;
import dev.polylogue.server.configuration.Settings;
import dev.polylogue.store.SqliteStore;
import java.security.SecureRandom;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** The engine and what it stands on. Spring closes them in the opposite order. */
@Configuration(proxyBeanMethods = false)
class EngineWiring {

    private static final String DATABASE = "polylogue.db";

    @Bean
    @ConditionalOnMissingBean
    Time time() {
        return new SystemTime();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    IdSource ids(Time time, SecureRandom random) {
        return new IdSource(time, random);
    }

    @Bean
    Store store(Settings settings, Time time) {
        return SqliteStore.open(settings.data().resolve(DATABASE), time);
    }

    // Closed by EngineFarewell, while its followers can still be told.
    @Bean(destroyMethod = "")
    @DependsOn("addedProviders")
    Engine engine(Store store, ProviderRegistry registry, Toolbox toolbox, Time time, IdSource ids, Settings settings) {
        var defaults = EngineSettings.DEFAULT;
        var chat = settings.chat();
        int maxText = (int) Math.min(Integer.MAX_VALUE, settings.limits().text().toBytes());
        var engineSettings = new EngineSettings(
                defaults.generation().unwatched(chat.unwatchedTime(), chat.unwatchedCharacters()),
                defaults.maxActive(),
                maxText,
                chat.onLeave());
        var engine = new Engine(store, registry, toolbox, time, ids, engineSettings);
        engine.start();
        return engine;
    }

    @Bean
    Conversations conversations(Engine engine) {
        return engine.conversations();
    }

    @Bean
    Answers answers(Engine engine) {
        return engine.answers();
    }

    @Bean
    FollowUpCommands followUps(Engine engine) {
        return engine.followUps();
    }

    @Bean
    Attachments attachments(Engine engine) {
        return engine.attachments();
    }

    @Bean
    ApiTokens apiTokens(Engine engine) {
        return engine.tokens();
    }

    // Closed with the engine.
    @Bean(destroyMethod = "")
    Completions completions(Engine engine) {
        return engine.completions();
    }

    @Bean
    LiveLogs liveLogs(Engine engine) {
        return engine.logs();
    }
}
