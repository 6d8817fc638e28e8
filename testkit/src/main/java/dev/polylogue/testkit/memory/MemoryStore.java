package dev.polylogue.testkit.memory;

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

/**
 * The whole store in memory. Any thread may use it; each call is one transaction under one lock, inside of which nothing
 * waits. Closing it loses nothing: as with a file, whoever still has the store opens it again by going on.
 */
public final class MemoryStore implements Store {

    private final ConversationStore conversations;
    private final GenerationStore generations;
    private final ClarificationStore clarifications;
    private final ToolPolicyStore toolPolicies;
    private final FollowUpStore followUps;
    private final AttachmentStore attachments;
    private final ProviderStore providers;
    private final ToolServerStore toolServers;
    private final TokenStore tokens;
    private final UsageStore usage;
    private final SearchStore search;
    private final SettingsStore settings;

    public MemoryStore() {
        var tables = new Tables();
        this.conversations = new MemoryConversations(tables);
        this.generations = new MemoryGenerations(tables);
        this.clarifications = new MemoryClarifications(tables);
        this.toolPolicies = new MemoryToolPolicies(tables);
        this.followUps = new MemoryFollowUps(tables);
        this.attachments = new MemoryAttachments(tables);
        this.providers = new MemoryProviders(tables);
        this.toolServers = new MemoryToolServers(tables);
        this.tokens = new MemoryTokens(tables);
        this.usage = new MemoryUsage(tables);
        this.search = new MemorySearch(tables);
        this.settings = new MemorySettings(tables);
    }

    @Override
    public ConversationStore conversations() {
        return conversations;
    }

    @Override
    public GenerationStore generations() {
        return generations;
    }

    @Override
    public ClarificationStore clarifications() {
        return clarifications;
    }

    @Override
    public ToolPolicyStore toolPolicies() {
        return toolPolicies;
    }

    @Override
    public FollowUpStore followUps() {
        return followUps;
    }

    @Override
    public AttachmentStore attachments() {
        return attachments;
    }

    @Override
    public ProviderStore providers() {
        return providers;
    }

    @Override
    public ToolServerStore toolServers() {
        return toolServers;
    }

    @Override
    public TokenStore tokens() {
        return tokens;
    }

    @Override
    public UsageStore usage() {
        return usage;
    }

    @Override
    public SearchStore search() {
        return search;
    }

    @Override
    public SettingsStore settings() {
        return settings;
    }

    @Override
    public void close() {}
}
