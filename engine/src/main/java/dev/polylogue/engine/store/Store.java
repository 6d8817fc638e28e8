package dev.polylogue.engine.store;

/**
 * Everything durable. Calls block until they are durable, are safe from any thread (virtual ones included), and throw
 * {@link StoreException}: {@link StoreUnavailableException} where the same call may work later.
 */
public interface Store extends AutoCloseable {

    /** Conversations and their messages. */
    ConversationStore conversations();

    /** The life of generations: claim, checkpoint, end, recovery. */
    GenerationStore generations();

    /** Questions to the person. */
    ClarificationStore clarifications();

    /** What each person has said about tools. */
    ToolPolicyStore toolPolicies();

    /** What waits to be sent. */
    FollowUpStore followUps();

    /** Files that came with messages. */
    AttachmentStore attachments();

    /** Model servers that were added. */
    ProviderStore providers();

    ToolServerStore toolServers();

    /** Tokens of programs. */
    TokenStore tokens();

    /** What answers took. */
    UsageStore usage();

    /** What is found by its words. */
    SearchStore search();

    /** What each person has set. */
    SettingsStore settings();

    @Override
    void close();
}
