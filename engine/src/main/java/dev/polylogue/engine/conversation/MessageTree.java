package dev.polylogue.engine.conversation;

import dev.polylogue.engine.generation.Prompts;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The messages of one conversation, by parent. */
final class MessageTree {

    private final Map<MessageId, Message> messages = new HashMap<>();

    MessageTree(List<Message> messages) {
        messages.forEach(message -> this.messages.put(message.id(), message));
    }

    Optional<Message> find(MessageId id) {
        return Optional.ofNullable(messages.get(id));
    }

    /**
     * What was said from the root down to {@code leaf}; nothing for a null leaf.
     *
     * @param words what a model is told of a person's message
     */
    List<PromptMessage> promptTo(@Nullable MessageId leaf, Function<Message, PromptMessage.User> words) {
        Deque<Message> path = new ArrayDeque<>();
        Message message = leaf == null ? null : messages.get(leaf);
        while (message != null) {
            path.push(message);
            message = message.parentId() == null ? null : messages.get(message.parentId());
        }
        List<PromptMessage> prompt = new ArrayList<>();
        for (Message step : path) {
            if (step.role() == Role.USER) {
                prompt.add(words.apply(step));
            } else {
                prompt.addAll(Prompts.ofAnswer(step.parts()));
            }
        }
        return prompt;
    }
}
