package dev.polylogue.providers.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GuideSearchTest {

    private final PageIndex index = new PageIndex(GuidePage.all());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How do I connect Ollama?                       | connect-models",
                "connect vllm                                   | connect-models",
                "Connecting a model                             | connect-models",
                "Where do I put my OpenAI API key?              | connect-models",
                "How do I stop an answer?                       | stop-and-continue",
                "Can I continue a stopped answer?               | stop-and-continue",
                "What happens when I leave the page?            | leaving-the-page",
                "Do answers go on when I reload?                | leaving-the-page",
                "How do I make a backup?                        | data-and-backup",
                "Data and backup                                | data-and-backup",
                "Where are my conversations stored?             | data-and-backup",
                "keyboard shortcuts                             | keyboard",
                "Can several users share it behind nginx?       | security",
                "Is there a login?                              | security",
                "How do I use it with curl?                     | api",
                "Can I run several conversations at once?       | parallel-chats",
                "Parallel chats                                 | parallel-chats",
                "How can I edit a message?                      | versions",
                "regenerate                                     | versions",
                "What is my place in the queue?                 | models-and-queue",
                "Why is a model not available?                  | models-and-queue",
                "Can I decline a clarification?                 | questions",
                "Are you a language model?                      | about-the-guide",
                "It says 401, why?                              | troubleshooting",
                "address already in use                         | troubleshooting"
            })
    void aQuestionFindsItsPage(String question, String page) {
        assertThat(index.search(question, 1))
                .as(question)
                .extracting(hit -> hit.page().name())
                .containsExactly(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Who won the chess championship in 1972?", "xyzzy", "", "???", "the of and"})
    void whatNoPageSpeaksOfFindsNothing(String question) {
        assertThat(index.search(question, 3)).isEmpty();
    }

    @Test
    void everyPageHasATitleAndText() {
        List<GuidePage> pages = GuidePage.all();
        assertThat(pages).hasSizeGreaterThanOrEqualTo(12);
        for (GuidePage page : pages) {
            assertThat(page.title()).as(page.name()).isNotBlank();
            assertThat(page.sections()).as(page.name()).allSatisfy(section -> {
                assertThat(section.heading()).isNotBlank();
                assertThat(section.text()).isNotBlank();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "connecting, connect",
        "connected, connect",
        "stopped, stop",
        "stopping, stop",
        "queries, query",
        "keys, key",
        "status, status",
        "models, model"
    })
    void wordsAreFoundInTheirOtherForms(String word, String stem) {
        assertThat(Words.stem(word)).isEqualTo(stem);
    }
}
