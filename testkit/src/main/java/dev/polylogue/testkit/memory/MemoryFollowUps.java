package dev.polylogue.testkit.memory;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.FollowUpStore;
import dev.polylogue.protocol.command.ChangeFollowUp;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.followup.FollowUp;
import dev.polylogue.protocol.followup.FollowUpPause;
import dev.polylogue.protocol.followup.FollowUps;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.PageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What waits to be sent, in memory. */
final class MemoryFollowUps implements FollowUpStore {

    private final Tables tables;

    MemoryFollowUps(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<FollowUps> list(UserId owner, ConversationId id) {
        return tables.of(owner, owned -> list(owned, id));
    }

    private static Optional<FollowUps> list(Owned owned, ConversationId id) {
        return Optional.ofNullable(owned.conversations.get(id)).map(conversation -> owned.waiting(id)
                .list(conversation.summary().attention()));
    }

    @Override
    public Adding add(UserId owner, ConversationId id, FollowUp followUp, @Nullable PageId page, int max) {
        return tables.of(owner, owned -> {
            var before = list(owned, id).orElse(null);
            if (before == null) {
                return new Adding.Missing();
            }
            var rows = owned.waiting(id);
            boolean waitsSomewhere = owned.followUps.values().stream().anyMatch(some -> some.has(followUp.id()));
            if (rows.has(followUp.id())
                    || (!waitsSomewhere && owned.message(id, followUp.id()).isPresent())) {
                return new Adding.Present(before);
            }
            if (waitsSomewhere || owned.messages.containsKey(followUp.id())) {
                return new Adding.IdTaken();
            }
            if (rows.size() >= max) {
                return new Adding.Full();
            }
            rows.add(followUp, page);
            return new Adding.Added(list(owned, id).orElseThrow());
        });
    }

    @Override
    public Optional<FollowUps> change(UserId owner, ConversationId id, MessageId followUp, ChangeFollowUp change) {
        return tables.of(owner, owned -> {
            if (!owned.conversations.containsKey(id) || !owned.waiting(id).has(followUp)) {
                return Optional.empty();
            }
            owned.waiting(id).change(followUp, change);
            return list(owned, id);
        });
    }

    @Override
    public boolean remove(UserId owner, ConversationId id, MessageId followUp) {
        return tables.of(owner, owned -> owned.waiting(id).remove(followUp));
    }

    @Override
    public void pause(UserId owner, ConversationId id, FollowUpPause pause) {
        tables.of(owner, owned -> {
            owned.waiting(id).pause(pause);
            return id;
        });
    }

    @Override
    public Optional<FollowUps> resume(UserId owner, ConversationId id) {
        return tables.of(owner, owned -> {
            owned.waiting(id).unpause();
            return list(owned, id);
        });
    }

    @Override
    public Optional<Next> next(UserId owner, ConversationId id) {
        return tables.of(owner, owned -> next(owned, id));
    }

    private static Optional<Next> next(Owned owned, ConversationId id) {
        boolean isFree = owned.conversations.containsKey(id) && owned.holder(id).isEmpty();
        return isFree ? owned.waiting(id).next() : Optional.empty();
    }

    @Override
    public List<Place> ready() {
        return tables.transact(() -> {
            List<Place> ready = new ArrayList<>();
            for (Owned owned : tables.all()) {
                owned.conversations.values().stream()
                        .filter(conversation -> conversation.summary().attention() != Attention.WAITING)
                        .map(conversation -> conversation.summary().id())
                        .filter(id -> next(owned, id).isPresent())
                        .forEach(id -> ready.add(new Place(owned.owner, id)));
            }
            return ready;
        });
    }
}
