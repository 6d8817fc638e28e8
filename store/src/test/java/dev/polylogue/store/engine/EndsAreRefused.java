package dev.polylogue.store.engine;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.AttachmentStore;
import dev.polylogue.engine.store.ClarificationStore;
import dev.polylogue.engine.store.ConversationStore;
import dev.polylogue.engine.store.FollowUpStore;
import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.GenerationStore;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.engine.store.ProviderStore;
import dev.polylogue.engine.store.SearchStore;
import dev.polylogue.engine.store.SettingsStore;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.engine.store.StoredGeneration;
import dev.polylogue.engine.store.TokenStore;
import dev.polylogue.engine.store.ToolPolicyStore;
import dev.polylogue.engine.store.ToolServerStore;
import dev.polylogue.engine.store.UsageStore;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.Clarification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A full disk, as far as the ends of generations go; everything else reaches the real store. */
final class EndsAreRefused {

    private final Semaphore refusals = new Semaphore(0);
    private volatile boolean isRefusing;

    void begin() {
        isRefusing = true;
    }

    void end() {
        isRefusing = false;
    }

    void awaitRefusals(int count) throws InterruptedException {
        if (!refusals.tryAcquire(count, 20, TimeUnit.SECONDS)) {
            throw new AssertionError("no end was refused");
        }
    }

    Store around(Store real) {
        return new Refusing(real, new RefusingGenerations(real.generations()));
    }

    private record Refusing(Store real, GenerationStore generations) implements Store {

        @Override
        public ConversationStore conversations() {
            return real.conversations();
        }

        @Override
        public ClarificationStore clarifications() {
            return real.clarifications();
        }

        @Override
        public ToolPolicyStore toolPolicies() {
            return real.toolPolicies();
        }

        @Override
        public FollowUpStore followUps() {
            return real.followUps();
        }

        @Override
        public AttachmentStore attachments() {
            return real.attachments();
        }

        @Override
        public ProviderStore providers() {
            return real.providers();
        }

        @Override
        public ToolServerStore toolServers() {
            return real.toolServers();
        }

        @Override
        public TokenStore tokens() {
            return real.tokens();
        }

        @Override
        public UsageStore usage() {
            return real.usage();
        }

        @Override
        public SearchStore search() {
            return real.search();
        }

        @Override
        public SettingsStore settings() {
            return real.settings();
        }

        @Override
        public void close() {
            real.close();
        }
    }

    private final class RefusingGenerations implements GenerationStore {

        private final GenerationStore real;

        RefusingGenerations(GenerationStore real) {
            this.real = real;
        }

        @Override
        public boolean end(GenerationEnd end) {
            if (isRefusing) {
                refusals.release();
                throw new StoreUnavailableException("The disk is full.");
            }
            return real.end(end);
        }

        @Override
        public Claim claim(NewGeneration generation) {
            return real.claim(generation);
        }

        @Override
        public void checkpoint(List<LogTail> tails) {
            real.checkpoint(tails);
        }

        @Override
        public boolean running(UserId owner, GenerationId id, int step) {
            return real.running(owner, id, step);
        }

        @Override
        public boolean await(LogTail tail, int step, List<Clarification> clarifications) {
            return real.await(tail, step, clarifications);
        }

        @Override
        public Optional<StoredGeneration> find(UserId owner, GenerationId id) {
            return real.find(owner, id);
        }

        @Override
        public List<WaitingGeneration> recover(Instant now) {
            return real.recover(now);
        }
    }
}
