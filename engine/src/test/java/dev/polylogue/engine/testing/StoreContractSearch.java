package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.NewConversation;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.engine.store.SearchWords;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.message.Role;
import dev.polylogue.protocol.search.ExcerptPiece;
import dev.polylogue.protocol.search.SearchHit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Titles and messages are found by their words, at once and only while they are there. */
public abstract class StoreContractSearch extends StoreContract {

    @Test
    void anAnswerAndAQuestionAreFoundByTheirWords() {
        var generation = answered(ANN, conversationId(), "A fold combines the items of a list.");

        SearchHit answer = only("combines list");
        assertThat(answer.conversationId()).isEqualTo(generation.conversationId());
        assertThat(answer.messageId()).isEqualTo(generation.assistantMessageId());
        assertThat(answer.role()).isEqualTo(Role.ASSISTANT);
        assertThat(answer.createdAt()).isEqualTo(NOON);
        assertThat(answer.excerpt())
                .containsExactly(
                        new ExcerptPiece("A fold ", false),
                        new ExcerptPiece("combines", true),
                        new ExcerptPiece(" the items of a ", false),
                        new ExcerptPiece("list", true),
                        new ExcerptPiece(".", false));
        assertThat(only("what is").messageId()).isEqualTo(generation.userMessageId());
    }

    @Test
    void allWordsMustBeThereAndTheLastMayBeABeginning() {
        answered(ANN, conversationId(), "A fold combines the items of a list.");

        assertThat(found("items comb")).hasSize(1);
        assertThat(found("combines something")).isEmpty();
        assertThat(found("comb items")).as("only the last word may go on").isEmpty();
        assertThat(found("ombines")).isEmpty();
        assertThat(found("items l")).as("one letter is a word").isEmpty();
        assertThat(found("items a")).hasSize(1);
    }

    @Test
    void caseAndAccentsMakeNoDifference() {
        answered(ANN, conversationId(), "Im CAFÉ möchten wir Übung, naïve Straße.");

        assertThat(found("cafe mochten ubung")).hasSize(1);
        assertThat(found("Café MÖCHTEN übung NAIVE")).hasSize(1);
        assertThat(found("cafés")).isEmpty();
    }

    @Test
    void wordsThatHangTogetherAreFoundWhereTheyFollowEachOther() {
        answered(ANN, conversationId(), "Write to user@example.org about well-known rules.");

        assertThat(found("user@example.org")).hasSize(1);
        assertThat(found("known-well")).isEmpty();
        assertThat(found("\"well known\"")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "'",
                "*",
                "a*b",
                "( fold",
                ") OR (",
                "NEAR(fold, 2)",
                "fold AND",
                "NOT fold",
                "-fold",
                "^fold",
                "words:fold",
                "owner : ann",
                "{words} : fold",
                "fold + list",
                "%_",
                "\\",
                ";--",
                "fold\u0000list",
                "\uD800fold",
                "\uDC00",
                "\u0301",
                "़",
                "👍 fold",
                "折り畳み",
                "हिन्दी",
                "İstanbul",
                "ﬁnd",
                "²½"
            })
    void nothingThatPeopleTypeIsAnError(String typed) {
        answered(ANN, conversationId(), "A fold combines the items of a list.");

        assertThat(found(typed)).hasSizeLessThan(3);
    }

    @Test
    void aWordThatIsAnOperatorElsewhereIsAWordHere() {
        answered(ANN, conversationId(), "Use NOT instead of AND, or something NEAR it.");

        assertThat(found("not and near")).hasSize(1);
        assertThat(found("NOT missing")).isEmpty();
    }

    @Test
    void manyWordsAreLookedForToo() {
        String many = "word ".repeat(300) + "end";
        answered(ANN, conversationId(), many);

        assertThat(found(many)).hasSize(1);
        assertThat(found(many + " missing")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "???", "- \" *"})
    void withoutAWordNothingIsFound(String typed) {
        answered(ANN, conversationId(), "A fold? ??? - \" *");

        assertThat(found(typed)).isEmpty();
    }

    @Test
    void titlesComeFirstThenMessagesOfEachTheNewestFirst() {
        var older = titled(conversationId(), "About folding");
        var first = answered(ANN, older, "folding, the first");
        var newer = titled(conversationId(), "Folding again");
        var second = answered(ANN, newer, "folding, the second");

        List<SearchHit> hits = found("folding");

        assertThat(hits).extracting(SearchHit::conversationId).containsExactly(newer, older, newer, older);
        assertThat(hits)
                .extracting(SearchHit::messageId)
                .containsExactly(null, null, second.assistantMessageId(), first.assistantMessageId());
        assertThat(hits).extracting(SearchHit::title).containsOnly("About folding", "Folding again");
        assertThat(hits.getFirst().role()).isNull();
        assertThat(hits.getFirst().excerpt())
                .containsExactly(new ExcerptPiece("Folding", true), new ExcerptPiece(" again", false));
    }

    @Test
    void aTitleIsFoundByItsWordsOfNow() {
        var id = conversationId();
        store.conversations().create(ANN, conversation(id));
        store.conversations().titleIfNone(ANN, id, "About violins");
        assertThat(found("violins")).hasSize(1);

        store.conversations()
                .update(ANN, id, new PatchConversation("About flutes", null, null, null, null, null, null, null), NOON);
        assertThat(found("violins")).isEmpty();
        assertThat(only("flutes").conversationId()).isEqualTo(id);

        store.conversations()
                .update(ANN, id, new PatchConversation("", null, null, null, null, null, null, null), NOON);
        assertThat(found("about")).isEmpty();
    }

    @Test
    void whatIsBeingWrittenIsFoundWhenItEnds() {
        var generation = begun(ANN, conversationId());
        store.generations().checkpoint(List.of(tail(generation, 0, opening(generation)[0], words("Violins are"))));
        assertThat(found("violins")).isEmpty();

        store.generations().end(stopped(generation, "Violins are made"));
        assertThat(only("violins").messageId()).isEqualTo(generation.assistantMessageId());

        begin(goOn(generation));
        assertThat(found("violins")).as("while more of it is written").hasSize(1);
    }

    @Test
    void moreOfAnAnswerIsFoundInThePlaceOfThatAnswer() {
        var first = begun(ANN, conversationId());
        store.generations().end(stopped(first, "Violins are"));
        var more = goOn(first);
        begin(more);
        store.generations().end(completed(more, "Flutes are made of wood"));

        assertThat(found("violins")).isEmpty();
        assertThat(only("flutes").messageId()).isEqualTo(first.assistantMessageId());
    }

    @Test
    void whatRecoveryKeptOfAnAnswerIsFound() {
        var generation = begun(ANN, conversationId());
        var opening = opening(generation);
        store.generations().checkpoint(List.of(tail(generation, 0, opening[0], opening[1], words("Violins are"))));
        reopen();
        store.generations().recover(later(60));

        assertThat(only("violins").messageId()).isEqualTo(generation.assistantMessageId());
    }

    @Test
    void whatIsDeletedIsFoundNoMore() {
        var kept = answered(ANN, titled(conversationId(), "Violins, kept"), "violins");
        var gone = answered(ANN, titled(conversationId(), "Violins, gone"), "violins");
        store.conversations().delete(ANN, gone.conversationId(), NOON);

        assertThat(found("violins"))
                .hasSize(2)
                .extracting(SearchHit::conversationId)
                .containsOnly(kept.conversationId());

        store.conversations().deleteMessage(ANN, kept.conversationId(), kept.assistantMessageId(), NOON);
        assertThat(only("violins").messageId()).isNull();
    }

    @Test
    void nobodyFindsWhatIsAnothers() {
        var anns = answered(ANN, titled(conversationId(), "Secret title"), "secret words");
        assertThat(store.search()
                        .search(BEN, SearchWords.of("secret"), 20, null)
                        .items())
                .isEmpty();
        assertThat(store.search()
                        .search(new UserId("ann ben"), SearchWords.of("secret"), 20, null)
                        .items())
                .isEmpty();
        assertThat(store.search().search(BEN, SearchWords.of("ann"), 20, null).items())
                .isEmpty();

        // The same ids under another owner are other things.
        store.conversations().create(BEN, new NewConversation(anns.conversationId(), "Secret too", null, null, NOON));
        assertThat(found("secret")).hasSize(2);
        store.conversations().delete(BEN, anns.conversationId(), NOON);
        assertThat(found("secret")).hasSize(2);
    }

    @Test
    void thePiecesTogetherAreTheWhole() {
        List<NewGeneration> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(answered(ANN, titled(conversationId(), "Violin " + i), "violin " + i));
        }
        List<SearchHit> together = new ArrayList<>();
        String next = null;
        do {
            var page = store.search().search(ANN, SearchWords.of("violin"), 3, next);
            together.addAll(page.items());
            next = page.next();
        } while (next != null);

        assertThat(together).isEqualTo(found("violin")).hasSize(2 * all.size());
        assertThat(store.search()
                        .search(ANN, SearchWords.of("violin"), 3, "no cursor")
                        .items())
                .isEqualTo(together.subList(0, 3));
    }

    @Test
    void aLongAnswerIsShownWhereTheWordsAre() {
        answered(
                ANN,
                conversationId(),
                "fold\n" + "other words ".repeat(200) + "Here a violin\n\nhas its fold. " + "more ".repeat(200));

        List<ExcerptPiece> excerpt = only("fold violin").excerpt();

        String line = String.join("", excerpt.stream().map(ExcerptPiece::text).toList());
        assertThat(line)
                .startsWith("…")
                .endsWith("…")
                .contains("Here a violin has its fold.")
                .hasSizeLessThan(220);
        assertThat(excerpt)
                .filteredOn(ExcerptPiece::match)
                .extracting(ExcerptPiece::text)
                .containsExactly("violin", "fold");
    }

    private ConversationId titled(ConversationId id, String title) {
        store.conversations().create(ANN, new NewConversation(id, title, null, null, NOON));
        return id;
    }

    private List<SearchHit> found(String typed) {
        return store.search().search(ANN, SearchWords.of(typed), 50, null).items();
    }

    private SearchHit only(String typed) {
        List<SearchHit> hits = found(typed);
        assertThat(hits).hasSize(1);
        return hits.getFirst();
    }
}
