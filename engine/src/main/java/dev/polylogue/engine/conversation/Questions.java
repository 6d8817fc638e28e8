package dev.polylogue.engine.conversation;

import dev.polylogue.engine.clarification.ExpiryWatch;
import dev.polylogue.engine.generation.GenerationRegistry;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.ClarificationStore.Ending;
import dev.polylogue.engine.store.ClarificationStore.Waiting;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.command.AnswerClarification;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Ends questions: the store decides which end was first, then the generation goes on. */
final class Questions {

    private final Store store;
    private final GenerationRegistry registry;
    private final Changes changes;
    private final Time time;
    private final int maxText;

    Questions(Store store, GenerationRegistry registry, Changes changes, Time time, int maxText) {
        this.store = store;
        this.registry = registry;
        this.changes = changes;
        this.time = time;
        this.maxText = maxText;
    }

    void answer(UserId owner, ClarificationId id, AnswerClarification command) {
        String words = words(command);
        if (words.isBlank()) {
            throw new CommandException(ErrorCode.EMPTY_MESSAGE, "An answer needs some words, or decline the question.");
        }
        if (words.length() > maxText) {
            throw new CommandException(ErrorCode.TOO_LARGE, "An answer may have " + maxText + " characters.");
        }
        end(owner, id, ClarificationState.ANSWERED, words);
    }

    private static String words(AnswerClarification command) {
        if (command.text() != null) {
            return command.text();
        }
        return command.values() == null ? "" : command.values().toString();
    }

    void decline(UserId owner, ClarificationId id) {
        end(owner, id, ClarificationState.DECLINED, null);
    }

    /** Ends a question whose time is over; what {@link ExpiryWatch} calls. */
    void expire(Waiting waiting) {
        end(waiting.owner(), waiting.id(), ClarificationState.EXPIRED, null);
    }

    private void end(UserId owner, ClarificationId id, ClarificationState end, @Nullable String words) {
        Ending ending = store.clarifications()
                .end(owner, id, end, words, time.now())
                .orElseThrow(() -> CommandException.notFound("question"));
        Clarification clarification = ending.clarification();
        if (ending.ended()) {
            registry.inputGiven(owner, ending.generationId(), clarification);
            store.generations()
                    .find(owner, ending.generationId())
                    .ifPresent(generation -> changes.changed(owner, generation.conversationId()));
        } else if (clarification.state() != end || !Objects.equals(clarification.answer(), words)) {
            throw new CommandException(
                    ErrorCode.WRONG_STATE,
                    "This question is " + clarification.state().wire() + " already.");
        }
    }
}
