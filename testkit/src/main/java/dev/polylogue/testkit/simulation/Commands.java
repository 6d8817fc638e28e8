package dev.polylogue.testkit.simulation;

import dev.polylogue.engine.conversation.CommandException;
import dev.polylogue.engine.conversation.Engine;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.engine.store.StoredGeneration;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.AddFollowUp;
import dev.polylogue.protocol.command.AnswerClarification;
import dev.polylogue.protocol.command.StopReport;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.testkit.checker.Told;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One person's commands, and what they were told, for the history. */
final class Commands {

    /** What may be said to a command that comes at a bad moment. Everything else is a mistake of the server. */
    private static final Set<ErrorCode> ALLOWED = EnumSet.of(
            ErrorCode.CONVERSATION_BUSY,
            ErrorCode.NOT_FOUND,
            ErrorCode.WRONG_STATE,
            ErrorCode.SHUTTING_DOWN,
            ErrorCode.RATE_LIMITED);

    private final World world;
    private final SimulatedServer server;
    private final Plot plot;
    private final UserId owner;

    Commands(World world, SimulatedServer server, Plot plot, UserId owner) {
        this.world = world;
        this.server = server;
        this.plot = plot;
        this.owner = owner;
    }

    /** How a command went. */
    private sealed interface Answer<T> {
        record Said<T>(T value) implements Answer<T> {}

        record Refused<T>(CommandException refusal) implements Answer<T> {}

        /** The store took nothing: whether a part was done before is not known. */
        record NotNow<T>() implements Answer<T> {}

        /** The connection broke: it was done or not. */
        record Unknown<T>() implements Answer<T> {}
    }

    private <T> Answer<T> ask(Function<Engine, T> command) {
        try {
            return new Answer.Said<>(server.ask(command));
        } catch (CommandException refusal) {
            if (!ALLOWED.contains(refusal.code())) {
                world.complain("a command was refused as " + refusal.code() + ": " + refusal.getMessage());
            }
            return new Answer.Refused<>(refusal);
        } catch (StoreUnavailableException unavailable) {
            return new Answer.NotNow<>();
        } catch (SimulatedServer.CutOff cut) {
            return new Answer.Unknown<>();
        } catch (RuntimeException bug) {
            world.complain("a command failed with " + bug);
            return new Answer.Unknown<>();
        }
    }

    private void tell(Told told) {
        world.recorder().told(told);
        world.scheduler().note(told.getClass().getSimpleName().hashCode() + told.asked());
    }

    /** Sends, edits, regenerates or continues. */
    void begin(ConversationId id, RequestId request, Function<Engine, Accepted> command) {
        long asked = world.moment();
        Answer<Accepted> answer = ask(command);
        switch (answer) {
            case Answer.Said<Accepted>(Accepted accepted) -> {
                tell(new Told.Accepted(
                        asked,
                        world.moment(),
                        request,
                        id,
                        accepted.generationId(),
                        accepted.userMessageId(),
                        accepted.assistantMessageId()));
                world.recorder().store(plot.look());
            }
            case Answer.Refused<Accepted>(CommandException refusal) ->
                refusal.activeGeneration().ifPresent(active -> tell(new Told.Busy(asked, world.moment(), id, active)));
            case Answer.NotNow<Accepted> _ -> {}
            case Answer.Unknown<Accepted> _ -> tell(new Told.Unanswered(asked, id));
        }
    }

    void stop(StoredGeneration generation) {
        long asked = world.moment();
        if (ask(engine -> engine.answers().stop(owner, generation.id())) instanceof Answer.Said<StopReport> said) {
            StopReport report = said.value();
            tell(new Told.Stopped(
                    asked,
                    world.moment(),
                    report.conversationId(),
                    report.id(),
                    report.state(),
                    report.savedCharacters()));
            world.recorder().store(plot.look());
        }
    }

    void delete(ConversationId id) {
        plot.deletes(id);
        long asked = world.moment();
        Answer<Boolean> answer = ask(engine -> {
            engine.conversations().delete(owner, id);
            return true;
        });
        switch (answer) {
            case Answer.Said<Boolean> _ -> {
                tell(new Told.Deleted(asked, world.moment(), id));
                world.recorder().store(plot.look());
            }
            case Answer.Refused<Boolean> _ -> {}
            // From now on it may be gone, and nobody can say from when on.
            case Answer.NotNow<Boolean> _, Answer.Unknown<Boolean> _ ->
                tell(new Told.Deleted(asked, Long.MAX_VALUE, id));
        }
    }

    void deleteMessage(ConversationId id, MessageId message) {
        long asked = world.moment();
        plot.deletes(id);
        // Told before it is asked: a look at the store may come between its doing and its answer.
        tell(new Told.Pruned(asked, asked, id));
        ask(engine -> {
            engine.conversations().deleteMessage(owner, id, message);
            return true;
        });
    }

    /** Answers, or declines where there is no answer. */
    void end(ConversationId id, ClarificationId question, @Nullable AnswerClarification answer) {
        other(id, engine -> {
            if (answer == null) {
                engine.answers().decline(owner, question);
            } else {
                engine.answers().answer(owner, question, answer);
            }
            return true;
        });
    }

    void followUp(ConversationId id, MessageId followUp, String text) {
        Answer<?> answer = ask(engine -> engine.followUps().add(owner, id, new AddFollowUp(followUp, text), null));
        if (answer instanceof Answer.Said<?>) {
            plot.followUpTaken(id, followUp);
        }
    }

    void resume(ConversationId id) {
        other(id, engine -> engine.followUps().resume(owner, id));
    }

    /** A command that leaves no trace in the history. */
    <T> void other(ConversationId id, Function<Engine, T> command) {
        ask(command);
        world.scheduler().note(id.hashCode());
    }
}
