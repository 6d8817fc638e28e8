package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.FollowUpStore;
import dev.polylogue.protocol.command.ChangeFollowUp;
import dev.polylogue.protocol.followup.FollowUp;
import dev.polylogue.protocol.followup.FollowUpPause;
import dev.polylogue.protocol.followup.FollowUps;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.PageId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What waits to be sent, in the table {@code follow_up}. */
final class JdbcFollowUps implements FollowUpStore {

    private final Database database;

    JdbcFollowUps(Database database) {
        this.database = database;
    }

    @Override
    public Optional<FollowUps> list(UserId owner, ConversationId id) {
        return database.read(sql -> FollowUpRows.list(sql, owner, id));
    }

    @Override
    public Adding add(UserId owner, ConversationId id, FollowUp followUp, @Nullable PageId page, int max) {
        return database.write(sql -> {
            var before = FollowUpRows.list(sql, owner, id).orElse(null);
            if (before == null) {
                return new Adding.Missing();
            }
            var refusal = refusal(sql, owner, id, followUp, before, max);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            FollowUpRows.insert(sql, owner, id, followUp, page);
            return new Adding.Added(FollowUpRows.list(sql, owner, id).orElseThrow());
        });
    }

    private static Optional<Adding> refusal(
            Sql sql, UserId owner, ConversationId id, FollowUp followUp, FollowUps before, int max)
            throws SQLException {
        var place = FollowUpRows.place(sql, owner, followUp.id());
        boolean isHere = place.isPresent()
                ? place.get().equals(id)
                : MessageRows.find(sql, owner, id, followUp.id()).isPresent();
        if (isHere) {
            return Optional.of(new Adding.Present(before));
        }
        if (place.isPresent() || MessageRows.isTaken(sql, owner, followUp.id())) {
            return Optional.of(new Adding.IdTaken());
        }
        return before.items().size() >= max ? Optional.of(new Adding.Full()) : Optional.empty();
    }

    @Override
    public Optional<FollowUps> change(UserId owner, ConversationId id, MessageId followUp, ChangeFollowUp change) {
        return database.write(sql -> {
            var before = FollowUpRows.list(sql, owner, id).orElse(null);
            if (before == null
                    || before.items().stream().noneMatch(item -> item.id().equals(followUp))) {
                return Optional.empty();
            }
            if (change.text() != null) {
                FollowUpRows.text(sql, owner, id, followUp, change.text());
            }
            if (change.position() != null) {
                move(sql, owner, before.items(), followUp, change.position());
            }
            FollowUpRows.changed(sql, owner, id);
            return FollowUpRows.list(sql, owner, id);
        });
    }

    private static void move(Sql sql, UserId owner, List<FollowUp> items, MessageId moved, int position)
            throws SQLException {
        List<MessageId> order = new ArrayList<>(items.stream().map(FollowUp::id).toList());
        order.remove(moved);
        order.add(Math.clamp(position, 0, order.size()), moved);
        for (int place = 0; place < order.size(); place++) {
            FollowUpRows.position(sql, owner, order.get(place), place);
        }
    }

    @Override
    public boolean remove(UserId owner, ConversationId id, MessageId followUp) {
        return database.settle(sql -> FollowUpRows.delete(sql, owner, id, followUp));
    }

    @Override
    public void pause(UserId owner, ConversationId id, FollowUpPause pause) {
        database.settle(sql -> {
            FollowUpRows.pause(sql, owner, id, pause);
            return pause;
        });
    }

    @Override
    public Optional<FollowUps> resume(UserId owner, ConversationId id) {
        return database.write(sql -> {
            FollowUpRows.unpause(sql, owner, id);
            return FollowUpRows.list(sql, owner, id);
        });
    }

    @Override
    public Optional<Next> next(UserId owner, ConversationId id) {
        return database.read(sql -> FollowUpRows.next(sql, owner, id));
    }

    @Override
    public List<Place> ready() {
        return database.read(FollowUpRows::ready);
    }
}
