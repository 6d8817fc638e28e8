package dev.polylogue.testkit.memory;

import dev.polylogue.engine.store.FollowUpStore.Next;
import dev.polylogue.protocol.command.ChangeFollowUp;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.followup.FollowUp;
import dev.polylogue.protocol.followup.FollowUpPause;
import dev.polylogue.protocol.followup.FollowUps;
import dev.polylogue.protocol.followup.FollowUpsSummary;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.PageId;
import dev.polylogue.protocol.message.GenerationPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What waits in one conversation. Every change raises the revision. Guarded by the lock of its {@link Tables}. */
final class FollowUpRows {

    private final List<Next> items = new ArrayList<>();
    private long revision;
    private @Nullable FollowUpPause pause;

    FollowUps list(Attention attention) {
        return new FollowUps(
                revision, items.stream().map(Next::followUp).toList(), items.isEmpty() ? null : paused(attention));
    }

    @Nullable FollowUpsSummary summary(Attention attention) {
        return items.isEmpty() ? null : new FollowUpsSummary(items.size(), revision, paused(attention));
    }

    /** The stored pause, or the question that stands in the way. */
    private @Nullable FollowUpPause paused(Attention attention) {
        return attention == Attention.WAITING ? FollowUpPause.QUESTION : pause;
    }

    boolean has(MessageId id) {
        return items.stream().anyMatch(item -> item.followUp().id().equals(id));
    }

    int size() {
        return items.size();
    }

    void add(FollowUp followUp, @Nullable PageId page) {
        items.add(new Next(followUp, page));
        changed();
    }

    void change(MessageId id, ChangeFollowUp change) {
        for (int place = 0; place < items.size(); place++) {
            if (items.get(place).followUp().id().equals(id)) {
                Next before = items.remove(place);
                int to = change.position() == null ? place : Math.clamp(change.position(), 0, items.size());
                items.add(to, with(before, change.text()));
                changed();
                return;
            }
        }
    }

    private static Next with(Next before, @Nullable String text) {
        FollowUp old = before.followUp();
        return text == null ? before : new Next(new FollowUp(old.id(), text, old.createdAt()), before.page());
    }

    boolean remove(MessageId id) {
        boolean isRemoved = items.removeIf(item -> item.followUp().id().equals(id));
        if (isRemoved) {
            changed();
        }
        return isRemoved;
    }

    /** Where none is left there is nothing to pause. */
    private void changed() {
        revision++;
        if (items.isEmpty()) {
            pause = null;
        }
    }

    void pause(FollowUpPause reason) {
        if (!items.isEmpty()) {
            pause = reason;
            revision++;
        }
    }

    void unpause() {
        if (pause != null) {
            pause = null;
            revision++;
        }
    }

    /** An answer ended: unless it came to its end, what waits for it waits for the person. */
    void ended(GenerationPhase phase) {
        switch (phase) {
            case STOPPED -> pause(FollowUpPause.STOPPED);
            case FAILED -> pause(FollowUpPause.FAILED);
            case INTERRUPTED -> pause(FollowUpPause.INTERRUPTED);
            case COMPLETED -> {}
            case QUEUED, RUNNING, AWAITING_INPUT, STOPPING -> throw new IllegalArgumentException(phase + " is no end");
        }
    }

    /** The one to go, where nothing is paused; whether the conversation is free is not known here. */
    Optional<Next> next() {
        return pause == null && !items.isEmpty() ? Optional.of(items.getFirst()) : Optional.empty();
    }
}
