package dev.polylogue.engine.conversation;

import dev.polylogue.engine.clarification.ExpiryWatch;
import dev.polylogue.engine.generation.GenerationRegistry;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.ClarificationStore.Approval;
import dev.polylogue.engine.store.ClarificationStore.Ending;
import dev.polylogue.engine.store.ClarificationStore.Waiting;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.time.Time;
import dev.polylogue.engine.tool.Toolbox;
import dev.polylogue.protocol.command.AnswerClarification;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.MalformedIdException;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationKind;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.tool.ToolPolicy;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Ends questions: the store decides which end was first, then the generation goes on. */
final class Questions {

    private final Store store;
    private final GenerationRegistry registry;
    private final Toolbox toolbox;
    private final Changes changes;
    private final Time time;
    private final int maxText;

    Questions(Store store, GenerationRegistry registry, Toolbox toolbox, Changes changes, Time time, int maxText) {
        this.store = store;
        this.registry = registry;
        this.toolbox = toolbox;
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
        checkForm(owner, id, command);
        end(owner, id, ClarificationState.ANSWERED, words);
    }

    /** The values of a form have to be those that it asks for; free words are always an answer. */
    private void checkForm(UserId owner, ClarificationId id, AnswerClarification command) {
        JsonNode schema = store.clarifications()
                .find(owner, id)
                .filter(asked -> asked.kind() != ClarificationKind.APPROVAL)
                .orElseThrow(() -> CommandException.notFound("question"))
                .schema();
        if (schema != null && command.values() != null) {
            List<String> problems = toolbox.problems(schema, command.values());
            if (!problems.isEmpty()) {
                throw new CommandException(ErrorCode.BAD_REQUEST, String.join("; ", problems));
            }
        }
    }

    /** Lets a tool run, or not. {@code id} names the question or the tool call; with {@code always} it holds from now on. */
    void decide(UserId owner, String id, boolean isApproved, boolean always) {
        List<Approval> waiting = store.clarifications().approvals(owner);
        List<Approval> meant = waiting.stream()
                .filter(approval -> approval.question().id().toString().equals(id)
                        || id.equals(approval.question().toolCallId()))
                .toList();
        if (meant.isEmpty()) {
            decideAgain(owner, id, isApproved);
            return;
        }
        if (meant.size() > 1) {
            throw new CommandException(
                    ErrorCode.WRONG_STATE, "Several tool calls are named so. Use the id of the approval.");
        }
        Approval approval = meant.getFirst();
        ClarificationState end = isApproved ? ClarificationState.ANSWERED : ClarificationState.DECLINED;
        String tool = approval.question().question();
        if (always) {
            ToolPolicy policy = isApproved ? ToolPolicy.ALWAYS : ToolPolicy.NEVER;
            store.toolPolicies().set(owner, approval.conversationId(), tool, policy);
            waiting.stream()
                    .filter(other -> other.generationId().equals(approval.generationId())
                            && other.question().question().equals(tool)
                            && !other.equals(approval))
                    .forEach(other -> end(owner, other.question().id(), end, null));
        }
        end(owner, approval.question().id(), end, null);
    }

    /** The same word again is no error; another one is. */
    private void decideAgain(UserId owner, String id, boolean isApproved) {
        Clarification known;
        try {
            known = store.clarifications()
                    .find(owner, ClarificationId.of(id))
                    .filter(asked -> asked.kind() == ClarificationKind.APPROVAL)
                    .orElseThrow(() -> CommandException.notFound("tool call that waits"));
        } catch (MalformedIdException unknown) {
            throw CommandException.notFound("tool call that waits");
        }
        ClarificationState end = isApproved ? ClarificationState.ANSWERED : ClarificationState.DECLINED;
        if (known.state() != end) {
            throw new CommandException(
                    ErrorCode.WRONG_STATE, "This tool call is " + known.state().wire() + " already.");
        }
    }

    private static String words(AnswerClarification command) {
        if (command.text() != null) {
            return command.text();
        }
        return command.values() == null ? "" : command.values().toString();
    }

    void decline(UserId owner, ClarificationId id) {
        if (store.clarifications()
                .find(owner, id)
                .filter(asked -> asked.kind() == ClarificationKind.APPROVAL)
                .isPresent()) {
            throw CommandException.notFound("question");
        }
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
