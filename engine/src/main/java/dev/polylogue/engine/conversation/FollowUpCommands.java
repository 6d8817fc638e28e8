package dev.polylogue.engine.conversation;

import dev.polylogue.engine.identity.IdSource;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.FollowUpStore.Adding;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.command.AddFollowUp;
import dev.polylogue.protocol.command.ChangeFollowUp;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.followup.FollowUp;
import dev.polylogue.protocol.followup.FollowUps;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.PageId;
import org.jspecify.annotations.Nullable;

/**
 * What a person can do with the texts that wait to be sent. Any thread may use it; calls block until what they say is
 * durable. Refusals are {@link CommandException}; what belongs to somebody else is not found.
 */
public final class FollowUpCommands {

    /** How many may wait in a conversation. */
    public static final int MAX_WAITING = 50;

    private final Store store;
    private final FollowUpSending sending;
    private final Changes changes;
    private final Time time;
    private final IdSource ids;
    private final int maxText;

    FollowUpCommands(Store store, FollowUpSending sending, Changes changes, Time time, IdSource ids, int maxText) {
        this.store = store;
        this.sending = sending;
        this.changes = changes;
        this.time = time;
        this.ids = ids;
        this.maxText = maxText;
    }

    /** What waits, and whether this call added to it. */
    public record Added(FollowUps followUps, boolean isNew) {}

    /** What waits in the conversation. */
    public FollowUps list(UserId owner, ConversationId id) {
        return store.followUps().list(owner, id).orElseThrow(() -> CommandException.notFound("conversation"));
    }

    /** Puts a text at the end; it goes at once where nothing streams, waits before it or is paused. */
    public Added add(UserId owner, ConversationId id, AddFollowUp command, @Nullable PageId page) {
        String text = MessageText.checked(command.text(), maxText);
        var messageId = command.id() == null ? new MessageId(ids.next()) : command.id();
        var followUp = new FollowUp(messageId, text, time.now());
        Adding adding = store.followUps().add(owner, id, followUp, page, MAX_WAITING);
        return switch (adding) {
            case Adding.Added added -> {
                changes.changed(owner, id);
                sending.sendNext(owner, id);
                yield new Added(added.followUps(), true);
            }
            case Adding.Present present -> new Added(present.followUps(), false);
            case Adding.Full _ ->
                throw new CommandException(
                        ErrorCode.QUEUE_FULL,
                        "At most " + MAX_WAITING + " messages may wait in a conversation. Remove one first.");
            case Adding.Missing _ -> throw CommandException.notFound("conversation");
            case Adding.IdTaken _ ->
                throw new CommandException(ErrorCode.BAD_REQUEST, "A message of that id is there already.");
        };
    }

    /** Changes the text or the place of one that waits. */
    public FollowUps change(UserId owner, ConversationId id, MessageId followUp, ChangeFollowUp command) {
        if (command.text() != null) {
            MessageText.checked(command.text(), maxText);
        }
        FollowUps changed = store.followUps()
                .change(owner, id, followUp, command)
                .orElseThrow(() -> CommandException.notFound("message that waits"));
        changes.changed(owner, id);
        return changed;
    }

    /** Takes away one that waits. */
    public void remove(UserId owner, ConversationId id, MessageId followUp) {
        if (!store.followUps().remove(owner, id, followUp)) {
            throw CommandException.notFound("message that waits");
        }
        changes.changed(owner, id);
    }

    /** Ends a pause: the first goes as soon as the conversation is free. */
    public FollowUps resume(UserId owner, ConversationId id) {
        FollowUps resumed =
                store.followUps().resume(owner, id).orElseThrow(() -> CommandException.notFound("conversation"));
        changes.changed(owner, id);
        sending.sendNext(owner, id);
        return resumed;
    }
}
