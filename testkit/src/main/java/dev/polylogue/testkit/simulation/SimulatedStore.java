package dev.polylogue.testkit.simulation;

import dev.polylogue.engine.store.AttachmentStore;
import dev.polylogue.engine.store.ClarificationStore;
import dev.polylogue.engine.store.ConversationStore;
import dev.polylogue.engine.store.FollowUpStore;
import dev.polylogue.engine.store.GenerationStore;
import dev.polylogue.engine.store.ProviderStore;
import dev.polylogue.engine.store.SearchStore;
import dev.polylogue.engine.store.SettingsStore;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.store.TokenStore;
import dev.polylogue.engine.store.ToolPolicyStore;
import dev.polylogue.engine.store.ToolServerStore;
import dev.polylogue.engine.store.UsageStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The store as one process sees it: the tables, with a {@link Disk} in between. Every call is put in front of the disk by
 * one proxy, so that a method that is added to the store meets the same faults.
 */
final class SimulatedStore implements Store {

    private final Store tables;
    private final Disk disk;
    private final Host host;

    SimulatedStore(Store tables, Disk disk, Host host) {
        this.tables = tables;
        this.disk = disk;
        this.host = host;
    }

    @Override
    public ConversationStore conversations() {
        return faulty(ConversationStore.class, tables.conversations());
    }

    @Override
    public GenerationStore generations() {
        return faulty(GenerationStore.class, tables.generations());
    }

    @Override
    public ClarificationStore clarifications() {
        return faulty(ClarificationStore.class, tables.clarifications());
    }

    @Override
    public ToolPolicyStore toolPolicies() {
        return faulty(ToolPolicyStore.class, tables.toolPolicies());
    }

    @Override
    public FollowUpStore followUps() {
        return faulty(FollowUpStore.class, tables.followUps());
    }

    @Override
    public AttachmentStore attachments() {
        return faulty(AttachmentStore.class, tables.attachments());
    }

    @Override
    public ProviderStore providers() {
        return faulty(ProviderStore.class, tables.providers());
    }

    @Override
    public ToolServerStore toolServers() {
        return faulty(ToolServerStore.class, tables.toolServers());
    }

    @Override
    public TokenStore tokens() {
        return faulty(TokenStore.class, tables.tokens());
    }

    @Override
    public UsageStore usage() {
        return faulty(UsageStore.class, tables.usage());
    }

    @Override
    public SearchStore search() {
        return faulty(SearchStore.class, tables.search());
    }

    @Override
    public SettingsStore settings() {
        return faulty(SettingsStore.class, tables.settings());
    }

    @Override
    public void close() {}

    private <T> T faulty(Class<T> type, T real) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> disk.access(host, method, () -> invoke(real, method, arguments)));
        return type.cast(proxy);
    }

    private static @Nullable Object invoke(Object real, Method method, @Nullable Object[] arguments) {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
