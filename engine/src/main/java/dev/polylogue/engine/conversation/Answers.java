package dev.polylogue.engine.conversation;

import dev.polylogue.engine.generation.GenerationRegistry;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.Store;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.ActiveGeneration;
import dev.polylogue.protocol.command.AnswerClarification;
import dev.polylogue.protocol.command.ContinueMessage;
import dev.polylogue.protocol.command.EditMessage;
import dev.polylogue.protocol.command.RegenerateMessage;
import dev.polylogue.protocol.command.SendMessage;
import dev.polylogue.protocol.command.StopReport;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.PageId;
import dev.polylogue.protocol.message.StopCause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands that begin, end and answer generations. Any thread may use it; calls block until what they say is
 * durable. Refusals are {@link CommandException}; what belongs to somebody else is not found.
 */
public final class Answers {

    private final Asks asks;
    private final Questions questions;
    private final Stopping stopping;
    private final GenerationRegistry registry;
    private final Store store;

    Answers(Asks asks, Questions questions, Stopping stopping, GenerationRegistry registry, Store store) {
        this.asks = asks;
        this.questions = questions;
        this.stopping = stopping;
        this.registry = registry;
        this.store = store;
    }

    /** Stores the person's message and begins an answer; makes the conversation where it is not there yet. */
    public Accepted send(UserId owner, ConversationId id, SendMessage command, @Nullable PageId page) {
        return asks.send(owner, id, command, page);
    }

    /** Stores another wording of the person's message beside it, and begins an answer to that. */
    public Accepted edit(
            UserId owner, ConversationId id, MessageId messageId, EditMessage command, @Nullable PageId page) {
        return asks.edit(owner, id, messageId, command, page);
    }

    /** Begins another answer beside that one. */
    public Accepted regenerate(
            UserId owner, ConversationId id, MessageId messageId, RegenerateMessage command, @Nullable PageId page) {
        return asks.regenerate(owner, id, messageId, command, page);
    }

    /** Goes on with an answer that was stopped, failed or interrupted, in the same message. */
    public Accepted goOn(
            UserId owner, ConversationId id, MessageId messageId, ContinueMessage command, @Nullable PageId page) {
        return asks.goOn(owner, id, messageId, command, page);
    }

    /** Stops a generation; returns once its upstream is closed and its end stored. One that had ended says how. */
    public StopReport stop(UserId owner, GenerationId id) {
        return stop(owner, id, StopCause.PERSON);
    }

    /** Stops a generation because the one who asked for it as a stream hung up. */
    public StopReport hangUp(UserId owner, GenerationId id) {
        return stop(owner, id, StopCause.LEFT_PAGE);
    }

    private StopReport stop(UserId owner, GenerationId id, StopCause cause) {
        return stopping.stop(owner, id, cause).orElseThrow(() -> CommandException.notFound("generation"));
    }

    /** Stops those generations side by side. One that the owner has not is refused, and none is stopped. */
    public List<StopReport> stop(UserId owner, List<GenerationId> ids) {
        for (GenerationId id : ids) {
            if (store.generations().find(owner, id).isEmpty()) {
                throw CommandException.notFound("generation");
            }
        }
        return stopping.stopAll(owner, ids, StopCause.PERSON);
    }

    /** Stops everything of the owner. */
    public List<StopReport> stopAll(UserId owner) {
        return stopping.stopAll(owner, registry.matching(owner, _ -> true), StopCause.PERSON);
    }

    /** Stops what that page started: its person left it. */
    public List<StopReport> stopPage(UserId owner, PageId page) {
        List<GenerationId> ids = registry.matching(owner, assignment -> page.equals(assignment.page()));
        return stopping.stopAll(owner, ids, StopCause.LEFT_PAGE);
    }

    /** Stops what any page of that browser started: it is gone. */
    public List<StopReport> stopBrowser(UserId owner, String browser) {
        List<GenerationId> ids = registry.matching(owner, assignment -> {
            PageId page = assignment.page();
            return page != null && page.browser().equals(browser);
        });
        return stopping.stopAll(owner, ids, StopCause.LEFT_PAGE);
    }

    /** Whether the owner has such a generation, live or ended. */
    public boolean isKnown(UserId owner, GenerationId id) {
        return store.generations().find(owner, id).isPresent();
    }

    /**
     * Of all of the owner's answers that wait for the same provider, that one is the next; nobody else's turn changes. One
     * that does not wait, or no longer, stays as it is.
     */
    public void moveToFront(UserId owner, GenerationId id) {
        if (!registry.moveToFront(owner, id) && !isKnown(owner, id)) {
            throw CommandException.notFound("generation");
        }
    }

    /** The owner's generations that have not ended. */
    public List<ActiveGeneration> active(UserId owner) {
        return registry.active(owner);
    }

    /** Answers a question; its generation goes on. Refused where it has ended otherwise. */
    public void answer(UserId owner, ClarificationId id, AnswerClarification command) {
        questions.answer(owner, id, command);
    }

    /**
     * Lets a tool call run; its generation goes on.
     *
     * @param id of the approval, or of the tool call
     * @param always whether this tool may run in this conversation from now on
     */
    public void approve(UserId owner, String id, boolean always) {
        questions.decide(owner, id, true, always);
    }

    /** As {@link #approve}, the other way round. */
    public void deny(UserId owner, String id, boolean always) {
        questions.decide(owner, id, false, always);
    }

    /** Declines to answer; its generation goes on without. */
    public void decline(UserId owner, ClarificationId id) {
        questions.decline(owner, id);
    }
}
