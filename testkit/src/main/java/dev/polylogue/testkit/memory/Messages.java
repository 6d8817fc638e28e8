package dev.polylogue.testkit.memory;

import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Role;
import java.util.List;

/** Messages as they are rewritten in the course of a generation. */
final class Messages {

    private Messages() {}

    /** The answer that a claim begins. */
    static Message begun(NewGeneration wish) {
        return new Message(
                wish.assistantMessageId(),
                wish.userMessageId(),
                Role.ASSISTANT,
                MessageStatus.STREAMING,
                List.of(),
                wish.model(),
                wish.startedAt(),
                null,
                null,
                null);
    }

    /** An ended answer that streams again. */
    static Message goingOn(Message before, String model) {
        return new Message(
                before.id(),
                before.parentId(),
                before.role(),
                MessageStatus.STREAMING,
                before.parts(),
                model,
                before.createdAt(),
                before.usage(),
                null,
                null);
    }

    static Message ended(Message before, GenerationEnd end) {
        return new Message(
                before.id(),
                before.parentId(),
                before.role(),
                end.status(),
                end.parts(),
                before.model(),
                before.createdAt(),
                end.usage(),
                end.error(),
                end.stopCause());
    }

    static Message with(Message before, MessageStatus status, List<Part> parts) {
        return new Message(
                before.id(),
                before.parentId(),
                before.role(),
                status,
                parts,
                before.model(),
                before.createdAt(),
                before.usage(),
                before.error(),
                before.stopCause());
    }
}
