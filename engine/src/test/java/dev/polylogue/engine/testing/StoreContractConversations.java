package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.store.NewConversation;
import dev.polylogue.protocol.command.ConversationOptions;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.command.ReasoningEffort;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.conversation.ConversationSummary;
import dev.polylogue.protocol.id.ConversationId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Conversations: made once, listed in order, patched, deleted. */
public abstract class StoreContractConversations extends StoreContract {

    @Test
    void aConversationIsMadeAsAskedAndKeptOverARestart() {
        var id = conversationId();
        var created = store.conversations()
                .create(ANN, new NewConversation(id, "Paper 折り紙", "guide/guide", "Be short.", NOON));
        reopen();

        var found = conversation(ANN, id);

        assertThat(created.isNew()).isTrue();
        assertThat(found).isEqualTo(created.conversation());
        assertThat(found.owner()).isEqualTo(ANN);
        assertThat(found.systemPrompt()).isEqualTo("Be short.");
        assertThat(found.createdAt()).isEqualTo(NOON);
        assertThat(found.activeLeafId()).isNull();
        assertThat(found.summary())
                .isEqualTo(new ConversationSummary(
                        id, "Paper 折り紙", "guide/guide", false, false, NOON, 0, Attention.NONE, null, null));
    }

    @Test
    void theSameIdAgainChangesNothing() {
        var id = conversationId();
        var first = store.conversations().create(ANN, conversation(id));

        var second = store.conversations().create(ANN, new NewConversation(id, "Other", null, null, later(9)));

        assertThat(second.isNew()).isFalse();
        assertThat(second.conversation()).isEqualTo(first.conversation());
    }

    @Test
    void anIdThatNobodyHasIsFoundNowhere() {
        var id = conversationId();

        assertThat(store.conversations().find(ANN, id)).isEmpty();
        assertThat(store.conversations().messages(ANN, id)).isEmpty();
        assertThat(store.conversations().message(ANN, id, messageId())).isEmpty();
        assertThat(store.conversations().update(ANN, id, patch(), NOON)).isEmpty();
        assertThat(store.conversations().titleIfNone(ANN, id, "Title")).isEmpty();
        assertThat(store.conversations().delete(ANN, id, NOON)).isFalse();
        assertThat(store.generations().find(ANN, generationId())).isEmpty();
    }

    @Test
    void theListHasPinnedFirstThenNewestThenById() {
        var old = made(1);
        var twinOne = made(2);
        var twinTwo = made(2);
        var newest = made(3);
        pin(old);

        assertThat(listed(false)).containsExactly(old, newest, twinOne, twinTwo);
    }

    @Test
    void thePiecesOfTheListAreTheWholeWithoutGapOrRepeat() {
        List<ConversationId> all = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            all.add(made(i / 3));
        }
        pin(all.get(4));
        pin(all.get(7));
        var whole = listed(false);

        for (int limit = 1; limit <= 12; limit++) {
            assertThat(inPieces(limit)).isEqualTo(whole);
        }
        assertThat(whole).hasSize(11).containsAll(all);
    }

    @Test
    void aFullLastPieceHasNoNext() {
        made(1);
        made(2);

        assertThat(store.conversations().list(ANN, false, 2, null).next()).isNull();
    }

    @Test
    void aCursorThatCannotBeReadGivesTheFirstPiece() {
        var id = made(1);

        for (String broken : List.of("", "?", "bm90IG91cnM", "MSB4IHk", "\u0000")) {
            assertThat(store.conversations().list(ANN, false, 5, broken).items())
                    .extracting(ConversationSummary::id)
                    .containsExactly(id);
        }
    }

    @Test
    void archivedConversationsHaveAListOfTheirOwn() {
        var shown = made(1);
        var archived = made(2);
        change(archived, new PatchConversation(null, null, null, null, true, null, null, null));

        assertThat(listed(false)).containsExactly(shown);
        assertThat(listed(true)).containsExactly(archived);
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        var id = made(1);

        change(id, new PatchConversation("Title", null, "Be kind.", null, null, null, null, null));
        var changed = change(id, new PatchConversation(null, "local/llama", null, null, null, null, null, null));

        assertThat(changed.title()).isEqualTo("Title");
        assertThat(changed.model()).isEqualTo("local/llama");
        assertThat(conversation(ANN, id).systemPrompt()).isEqualTo("Be kind.");
        assertThat(conversation(ANN, id).summary()).isEqualTo(changed);
    }

    @Test
    void anEmptyModelOrSystemPromptTakesItAway() {
        var id = conversationId();
        store.conversations().create(ANN, new NewConversation(id, "Title", "guide/guide", "Be short.", NOON));

        var changed = change(id, new PatchConversation(null, "", "", null, null, null, null, null));

        assertThat(changed.model()).isNull();
        assertThat(changed.title()).isEqualTo("Title");
        assertThat(conversation(ANN, id).systemPrompt()).isNull();
    }

    @Test
    void onlyTitleModelAndSystemPromptMoveAConversationUp() {
        var id = made(1);

        var pinned = change(id, new PatchConversation(null, null, null, true, true, null, true, null));
        assertThat(pinned.pinned()).isTrue();
        assertThat(pinned.archived()).isTrue();
        assertThat(pinned.updatedAt()).isEqualTo(later(1));

        for (var edit : List.of(
                new PatchConversation("Title", null, null, null, null, null, null, null),
                new PatchConversation(null, "local/llama", null, null, null, null, null, null),
                new PatchConversation(null, null, "Be kind.", null, null, null, null, null))) {
            var edited = made(1);
            assertThat(change(edited, edit).updatedAt()).isEqualTo(later(100));
        }
    }

    @Test
    void optionsAreKeptAndTakeThePlaceOfThoseBefore() {
        var id = made(1);
        var first = new ConversationOptions(0.25, 4096, ReasoningEffort.HIGH);
        var second = new ConversationOptions(null, null, ReasoningEffort.NONE);

        assertThat(conversation(ANN, id).options()).isEqualTo(ConversationOptions.NONE);
        assertThat(change(id, options(first)).updatedAt()).isEqualTo(later(100));
        change(id, patch());
        reopen();
        assertThat(conversation(ANN, id).options()).isEqualTo(first);
        change(id, options(second));
        assertThat(conversation(ANN, id).options()).isEqualTo(second);
        change(id, options(ConversationOptions.NONE));
        assertThat(conversation(ANN, id).options()).isEqualTo(ConversationOptions.NONE);
    }

    private static PatchConversation options(ConversationOptions options) {
        return new PatchConversation(null, null, null, null, null, null, null, options);
    }

    @Test
    void seenEndsAnEndedAttentionOnly() {
        var ended = answered(ANN, conversationId(), "Yes.");
        var active = begun(ANN, conversationId());
        var seen = new PatchConversation(null, null, null, null, null, null, true, null);
        var unseen = new PatchConversation(null, null, null, null, null, null, false, null);

        assertThat(change(ended.conversationId(), unseen).attention()).isEqualTo(Attention.FINISHED);
        assertThat(change(ended.conversationId(), seen).attention()).isEqualTo(Attention.NONE);
        assertThat(change(active.conversationId(), seen).attention()).isEqualTo(Attention.QUEUED);
        assertThat(change(active.conversationId(), seen).activeGenerationId()).isEqualTo(active.id());
    }

    @Test
    void theShownPathEndsAtAMessageOfTheConversationOnly() {
        var first = answered(ANN, conversationId(), "Yes.");
        var elsewhere = answered(ANN, conversationId(), "No.");
        var id = first.conversationId();

        var foreign =
                new PatchConversation("Title", null, null, null, null, elsewhere.assistantMessageId(), null, null);
        var own = new PatchConversation(null, null, null, null, null, first.userMessageId(), null, null);

        assertThat(store.conversations().update(ANN, id, foreign, NOON)).isEmpty();
        assertThat(conversation(ANN, id).summary().title()).isNull();
        assertThat(conversation(ANN, id).activeLeafId()).isEqualTo(first.assistantMessageId());
        change(id, own);
        assertThat(conversation(ANN, id).activeLeafId()).isEqualTo(first.userMessageId());
    }

    @Test
    void aTitleIsGivenOnlyWhereThereIsNone() {
        var id = made(1);

        var titled = store.conversations().titleIfNone(ANN, id, "First");

        assertThat(titled.orElseThrow().summary().title()).isEqualTo("First");
        assertThat(titled.orElseThrow().summary().updatedAt()).isEqualTo(later(1));
        assertThat(store.conversations().titleIfNone(ANN, id, "Second")).isEmpty();
        assertThat(conversation(ANN, id).summary().title()).isEqualTo("First");
    }

    @Test
    void aDeletedConversationIsGoneWithAllThatHungOnIt() {
        var gone = begun(ANN, conversationId());
        var kept = answered(ANN, conversationId(), "Yes.");
        store.generations().checkpoint(List.of(tail(gone, 0, opening(gone))));

        assertThat(store.conversations().delete(ANN, gone.conversationId(), NOON))
                .isTrue();

        assertThat(store.conversations().delete(ANN, gone.conversationId(), NOON))
                .isFalse();
        assertThat(store.conversations().find(ANN, gone.conversationId())).isEmpty();
        assertThat(store.conversations().messages(ANN, gone.conversationId())).isEmpty();
        assertThat(store.generations().find(ANN, gone.id())).isEmpty();
        assertThat(message(kept).text()).isEqualTo("Yes.");
    }

    private ConversationId made(int seconds) {
        var id = conversationId();
        store.conversations().create(ANN, new NewConversation(id, null, null, null, later(seconds)));
        return id;
    }

    private void pin(ConversationId id) {
        change(id, new PatchConversation(null, null, null, true, null, null, null, null));
    }

    private ConversationSummary change(ConversationId id, PatchConversation patch) {
        return store.conversations()
                .update(ANN, id, patch, later(100))
                .orElseThrow()
                .summary();
    }

    private List<ConversationId> listed(boolean archived) {
        return store.conversations().list(ANN, archived, 100, null).items().stream()
                .map(ConversationSummary::id)
                .toList();
    }

    private List<ConversationId> inPieces(int limit) {
        List<ConversationId> ids = new ArrayList<>();
        @Nullable String next = null;
        do {
            var page = store.conversations().list(ANN, false, limit, next);
            assertThat(page.items()).hasSizeBetween(1, limit);
            page.items().forEach(item -> ids.add(item.id()));
            next = page.next();
        } while (next != null);
        return ids;
    }
}
