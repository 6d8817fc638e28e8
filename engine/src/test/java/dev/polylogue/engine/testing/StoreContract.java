package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.GenerationStore.Claim;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.engine.store.NewConversation;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.store.StoredConversation;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Role;
import dev.polylogue.protocol.message.StopCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every store must do, whatever it is made of. The tests lie in {@code StoreContract…} beside this one, one for
 * each part of the store; {@link StoreContracts} has them all.
 */
public abstract class StoreContract {

    protected static final UserId ANN = new UserId("ann");
    protected static final UserId BEN = new UserId("ben");
    protected static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");

    protected Store store;

    private long ids;

    /** Opens the store. Within one test the same data each time, in each test its own; the store before is closed. */
    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    /** As if the process had ended and another had begun. */
    protected final void reopen() {
        store.close();
        store = open();
    }

    protected static Instant later(int seconds) {
        return NOON.plus(Duration.ofSeconds(seconds));
    }

    private UUID nextId() {
        ids++;
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | ids);
    }

    protected final ConversationId conversationId() {
        return new ConversationId(nextId());
    }

    protected final MessageId messageId() {
        return new MessageId(nextId());
    }

    protected final GenerationId generationId() {
        return new GenerationId(nextId());
    }

    protected final RequestId requestId() {
        return new RequestId(nextId());
    }

    protected static NewConversation conversation(ConversationId id) {
        return new NewConversation(id, null, "guide/guide", null, NOON);
    }

    protected static Message userMessage(MessageId id, @Nullable MessageId parent, String text) {
        return new Message(
                id,
                parent,
                Role.USER,
                MessageStatus.COMPLETE,
                List.of(new Part.Text("t0", text)),
                null,
                NOON,
                null,
                null,
                null);
    }

    /** A send into {@code conversation}, which is made where it is not there. */
    protected final NewGeneration send(UserId owner, ConversationId conversation, @Nullable MessageId parent) {
        var user = userMessage(messageId(), parent, "What is a fold?");
        return new NewGeneration(
                owner,
                generationId(),
                requestId(),
                conversation,
                conversation(conversation),
                user,
                user.id(),
                messageId(),
                false,
                false,
                "guide/guide",
                null,
                NOON);
    }

    /** Another answer to what {@code first} answers. */
    protected final NewGeneration regenerate(NewGeneration first) {
        return again(first, messageId(), false);
    }

    /** More of what {@code first} answered. */
    protected final NewGeneration goOn(NewGeneration first) {
        return again(first, first.assistantMessageId(), true);
    }

    private NewGeneration again(NewGeneration first, MessageId answer, boolean continuesMessage) {
        return new NewGeneration(
                first.owner(),
                generationId(),
                requestId(),
                first.conversationId(),
                null,
                null,
                first.userMessageId(),
                answer,
                continuesMessage,
                false,
                first.model(),
                null,
                NOON);
    }

    protected final Claim.Begun begin(NewGeneration generation) {
        var claim = store.generations().claim(generation);
        assertThat(claim).isInstanceOf(Claim.Begun.class);
        return (Claim.Begun) claim;
    }

    /** Sends and begins. */
    protected final NewGeneration begun(UserId owner, ConversationId conversation) {
        var generation = send(owner, conversation, null);
        begin(generation);
        return generation;
    }

    /** Sends, begins and ends with an answer. */
    protected final NewGeneration answered(UserId owner, ConversationId conversation, String text) {
        var generation = begun(owner, conversation);
        assertThat(store.generations().end(completed(generation, text))).isTrue();
        return generation;
    }

    protected static GenerationEnd completed(NewGeneration generation, String text) {
        return new GenerationEnd(
                generation.owner(),
                generation.id(),
                GenerationPhase.COMPLETED,
                MessageStatus.COMPLETE,
                Attention.FINISHED,
                List.of(new Part.Text("t1", text)),
                text.length(),
                null,
                null,
                null,
                later(5));
    }

    protected static GenerationEnd stopped(NewGeneration generation, String text) {
        return new GenerationEnd(
                generation.owner(),
                generation.id(),
                GenerationPhase.STOPPED,
                MessageStatus.STOPPED,
                Attention.STOPPED,
                List.of(new Part.Text("t1", text)),
                text.length(),
                null,
                null,
                StopCause.PERSON,
                later(5));
    }

    protected static LogTail tail(NewGeneration generation, long fromOffset, Chunk... chunks) {
        return new LogTail(
                generation.owner(),
                generation.id(),
                fromOffset,
                List.of(chunks).stream().map(ChunkCodec::encode).toList());
    }

    /** The first two chunks of an answer. */
    protected static Chunk[] opening(NewGeneration generation) {
        var metadata = new Chunk.StartMetadata(
                generation.id(), generation.conversationId(), generation.userMessageId(), generation.model(), NOON);
        return new Chunk[] {new Chunk.Start(generation.assistantMessageId(), metadata), new Chunk.TextStart("t1")};
    }

    protected static Chunk words(String text) {
        return new Chunk.TextDelta("t1", text);
    }

    protected final Clarification question(Instant expiresAt) {
        return new Clarification(
                new ClarificationId(nextId()),
                "Which of the two?",
                List.of("the first", "the second"),
                null,
                expiresAt,
                ClarificationState.WAITING,
                null);
    }

    protected static PatchConversation patch() {
        return new PatchConversation(null, null, null, null, null, null, null, null);
    }

    protected final StoredConversation conversation(UserId owner, ConversationId id) {
        return store.conversations().find(owner, id).orElseThrow();
    }

    protected final Attention attention(UserId owner, ConversationId id) {
        return conversation(owner, id).summary().attention();
    }

    protected final Message message(NewGeneration generation) {
        return store.conversations()
                .message(generation.owner(), generation.conversationId(), generation.assistantMessageId())
                .orElseThrow();
    }
}
