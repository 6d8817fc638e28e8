package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.GenerationStore.Claim;
import dev.polylogue.engine.store.NewAttachment;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.engine.store.StoredAttachment;
import dev.polylogue.protocol.id.AttachmentId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files: kept with their message and as long as it, each for its owner. */
public abstract class StoreContractAttachments extends StoreContract {

    @Test
    void aFileIsKeptAsItWasGivenAndOverARestart() throws IOException {
        StoredAttachment added = added(ANN, "Paper", NOON);
        reopen();

        assertThat(store.attachments().find(ANN, added.id())).contains(added);
        assertThat(text(added)).isEqualTo("Paper");
        assertThat(added.size()).isEqualTo(5);
        assertThat(store.attachments().find(BEN, added.id())).isEmpty();
    }

    @Test
    void whatIsRefusedAtItsEndIsNotKept() {
        var id = new AttachmentId(messageId().value());
        var refused = new NewAttachment(
                id,
                "a",
                () -> {
                    throw new IllegalStateException("no");
                },
                NOON);

        assertThatThrownBy(() -> store.attachments().add(ANN, refused, bytes("x")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.attachments().find(ANN, id)).isEmpty();
    }

    @Test
    void aFileGoesWithTheLastMessageThatHasIt() throws IOException {
        StoredAttachment added = added(ANN, "Paper", NOON);
        StoredAttachment twin = added(BEN, "Paper", NOON);
        var first = sent(ANN, conversationId(), added);
        var second = sent(ANN, conversationId(), added);
        sent(BEN, conversationId(), twin);
        assertThat(store.generations().end(stopped(first, "x"))).isTrue();

        store.conversations().deleteMessage(ANN, first.conversationId(), first.userMessageId(), NOON);
        store.attachments().removeUnused();
        assertThat(text(added)).isEqualTo("Paper");

        store.conversations().delete(ANN, second.conversationId(), NOON);
        store.attachments().removeUnused();
        assertThat(store.attachments().find(ANN, added.id())).isEmpty();
        assertThat(text(twin)).isEqualTo("Paper");
    }

    @Test
    void theBytesGoWithTheLastRow() throws IOException {
        StoredAttachment added = added(ANN, "Paper", NOON);
        var generation = sent(ANN, conversationId(), added);

        store.conversations().delete(ANN, generation.conversationId(), NOON);
        store.attachments().removeUnused();

        assertThat(store.attachments().open(added)).isEmpty();
    }

    @Test
    void whatWasNeverSentGoesAfterItsTimeOnly() throws IOException {
        StoredAttachment old = added(ANN, "old", NOON);
        StoredAttachment young = added(ANN, "young", later(10));
        StoredAttachment used = added(ANN, "used", NOON);
        sent(ANN, conversationId(), used);

        store.attachments().tidy(later(5));

        assertThat(store.attachments().find(ANN, old.id())).isEmpty();
        assertThat(store.attachments().open(old)).isEmpty();
        assertThat(text(young)).isEqualTo("young");
        assertThat(text(used)).isEqualTo("used");
    }

    @Test
    void aMessageWithAFileThatIsNotThereIsRefused() throws IOException {
        StoredAttachment bens = added(BEN, "Paper", NOON);

        Claim claim = store.generations().claim(wish(ANN, conversationId(), bens));

        assertThat(claim).isInstanceOf(Claim.Missing.class);
    }

    private NewGeneration sent(UserId owner, ConversationId conversation, StoredAttachment attachment) {
        NewGeneration wish = wish(owner, conversation, attachment);
        begin(wish);
        return wish;
    }

    private NewGeneration wish(UserId owner, ConversationId conversation, StoredAttachment attachment) {
        NewGeneration plain = send(owner, conversation, null);
        MessageId id = plain.userMessageId();
        List<Part> parts = List.of(new Part.Text("t0", ""), attachment.part());
        var words = new Message(id, null, Role.USER, MessageStatus.COMPLETE, parts, null, NOON, null, null, null);
        return new NewGeneration(
                owner,
                plain.id(),
                plain.requestId(),
                conversation,
                plain.conversation(),
                words,
                id,
                plain.assistantMessageId(),
                false,
                false,
                plain.model(),
                null,
                NOON);
    }

    private StoredAttachment added(UserId owner, String text, Instant at) throws IOException {
        var attachment = new NewAttachment(new AttachmentId(messageId().value()), "paper.txt", () -> "text/plain", at);
        return store.attachments().add(owner, attachment, bytes(text));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private String text(StoredAttachment attachment) throws IOException {
        try (InputStream bytes = store.attachments().open(attachment).orElseThrow()) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
