package dev.polylogue.testkit.checker;

import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Role;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Invariant 4: whatever had been said when a look at the store began, that look has to find. */
final class DurableBeforeSaid implements Rule {

    @Override
    public void check(History history, Known known, Consumer<Violation> found) {
        for (StoreView store : history.stores()) {
            new Look(history, known, store, found).run();
        }
    }

    private record Look(History history, Known known, StoreView store, Consumer<Violation> found) {

        void run() {
            for (Told.Accepted accepted : known.accepted()) {
                if (accepted.answered() < store.from() && !mayBeGone(accepted.conversation())) {
                    question(accepted);
                    answer(accepted);
                }
            }
        }

        private void question(Told.Accepted accepted) {
            Message question = store.find(accepted.conversation(), accepted.userMessage());
            if (question == null) {
                say("the message " + accepted.userMessage() + " is not in the store, though 202 was said for it at "
                        + accepted.answered());
            } else if (question.role() != Role.USER || question.status() != MessageStatus.COMPLETE) {
                say("the message " + accepted.userMessage() + " is stored as " + question.role() + " "
                        + question.status());
            }
        }

        private void answer(Told.Accepted accepted) {
            Message answer = store.find(accepted.conversation(), accepted.assistantMessage());
            if (answer == null) {
                say("the answer " + accepted.assistantMessage() + " is not in the store, though 202 was said for it");
            } else if (isLast(accepted)) {
                known.stream(accepted.generation())
                        .flatMap(Known.Stream::end)
                        .filter(end -> end.at() < store.from())
                        .ifPresent(end -> {
                            against(accepted.generation(), answer, end.phase(), null, "followers saw it end");
                            text(accepted.generation(), answer, end);
                        });
                reports(accepted, answer);
            }
        }

        private void reports(Told.Accepted accepted, Message answer) {
            for (Told told : history.told()) {
                if (told instanceof Told.Stopped stopped
                        && stopped.generation().equals(accepted.generation())
                        && stopped.answered() < store.from()) {
                    against(
                            stopped.generation(),
                            answer,
                            stopped.state(),
                            stopped.savedCharacters(),
                            "a stop reported");
                }
            }
        }

        private void against(
                GenerationId id, Message answer, GenerationPhase said, @Nullable Long characters, String who) {
            if (answer.status() != statusOf(said)) {
                say("the answer of " + id + " is stored as " + answer.status() + ", but " + who + " " + said);
            }
            if (characters != null && characters != answer.text().length()) {
                say("the answer of " + id + " is stored with " + answer.text().length() + " characters, but " + who
                        + " " + characters);
            }
        }

        private void text(GenerationId id, Message answer, Known.End end) {
            known.stream(id).filter(stream -> stream.known() > end.offset()).ifPresent(stream -> {
                String seen = stream.text(end.offset() + 1);
                if (!seen.equals(answer.text())) {
                    say("the answer of " + id + " is stored as " + Words.around(answer.text(), seen)
                            + ", but followers saw " + Words.around(seen, answer.text()));
                }
            });
        }

        /** Whether no later generation of the same answer may have begun when the store was read. */
        private boolean isLast(Told.Accepted accepted) {
            boolean isContinued = known.attempts(accepted.assistantMessage()).stream()
                    .anyMatch(other -> other.asked() < store.until()
                            && other.answered() > accepted.answered()
                            && !other.generation().equals(accepted.generation()));
            return !isContinued && !isAny(accepted.conversation(), Told.Unanswered.class);
        }

        private boolean mayBeGone(ConversationId conversation) {
            return isAny(conversation, Told.Deleted.class) || isAny(conversation, Told.Pruned.class);
        }

        private boolean isAny(ConversationId conversation, Class<? extends Told> kind) {
            return history.told().stream()
                    .anyMatch(told -> kind.isInstance(told)
                            && told.conversation().equals(conversation)
                            && told.asked() < store.until());
        }

        private void say(String words) {
            found.accept(new Violation(Invariant.DURABLE_BEFORE_SAID, words + " (store read at " + store.from() + ")"));
        }
    }

    private static MessageStatus statusOf(GenerationPhase end) {
        return switch (end) {
            case COMPLETED -> MessageStatus.COMPLETE;
            case STOPPED -> MessageStatus.STOPPED;
            case FAILED -> MessageStatus.FAILED;
            case INTERRUPTED -> MessageStatus.INTERRUPTED;
            case QUEUED, RUNNING, AWAITING_INPUT, STOPPING -> MessageStatus.STREAMING;
        };
    }
}
