package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.polylogue.testkit.Ending;
import dev.polylogue.testkit.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Makes the pictures of the README, when {@code -Dpolylogue.pictures=FOLDER} asks for them (a path from the folder
 * {@code e2e}, or an absolute one).
 */
@EnabledIfSystemProperty(named = "polylogue.pictures", matches = ".+")
class ReadmePictureTest extends BrowserTest {

    private static final String FILE_QUESTION = "How do I sum a column of a 20 GB CSV file in Java?";
    private static final String FILE_ANSWER = """
            Read it as a stream, so that only one line is in memory at a time:

            ```java
            try (Stream<String> lines = Files.lines(Path.of("orders.csv"))) {
                double total = lines.skip(1)
                        .map(line -> line.split(",", -1))
                        .mapToDouble(cells -> Double.parseDouble(cells[3]))
                        .sum();
                System.out.printf("Total: %,.2f%n", total);
            }
            ```

            The heap stays flat, however large the file is:

            | way | memory | time for 20 GB |
            |---|---:|---:|
            | `Files.readAllLines` | over 50 GB | does not finish |
            | `Files.lines` | 8 MB | 96 s |

            If cells may contain quotes, use a CSV parser in place of `split`.
            """;
    private static final String RIDE =
            "Day one leads from Passau to Schlögen, 42 km along the quiet north bank. Take the small ferry at"
                    + " Obermühl and sleep where the river turns back on itself. Day two begins with";
    private static final String HANDSHAKE =
            "A connection starts with a small window and doubles it in every round trip until the first loss,"
                    + " so short transfers rarely see the full speed of the line. After a loss";
    private static final String QUERY =
            "The query reads every row of `orders` because of the function around `created_at`. Compare the bare"
                    + " column with a range instead, and the index is used";
    private static final String MENU = "Soupe de potiron, truite aux amandes et tarte aux prunes.";

    @Override
    Map<String, Script> models() {
        return Map.of(
                "alder-70b", endless(FILE_ANSWER),
                "birch-8b", endless(RIDE),
                "cedar-32b", endless(HANDSHAKE),
                "elm-14b", endless(QUERY),
                "maple-3b", Script.script().says(MENU).gated().build());
    }

    @BeforeEach
    void clear() {
        api.deleteConversations();
    }

    /** Says it, and then looks for the next word until nobody listens any more. */
    private static Script endless(String text) {
        return Script.script().says(text).end(Ending.STALL).build();
    }

    @Test
    void severalConversationsAnswerAtOnce() throws Exception {
        ChatPage chat = openPage();
        String menu = chat.begin("local/maple-3b", "Translate our menu into French");
        String question = chat.begin("polylogue/guide", "Ask me a question");
        chat.awaitAttention(question, "waiting");
        api.patch("/api/conversations/" + question, Map.of("title", "A name for the boat"));
        asked("Translate our menu into French").release(MENU.length());
        chat.awaitAttention(menu, "finished");
        begin(chat, "local/elm-14b", "Why is this query so slow?");
        begin(chat, "local/cedar-32b", "Explain TCP slow start");
        begin(chat, "local/birch-8b", "A week by bicycle along the Danube");
        chat.begin("local/alder-70b", FILE_QUESTION);
        chat.awaitTextContaining("in place of split.");
        assertThat(chat.lastAnswer().locator("pre span").first()).isVisible();
        chat.page().mouse().move(1270, 400);
        picture(chat.page(), "polylogue.png");
    }

    @Test
    void theBoardShowsThemSideBySide() throws Exception {
        ChatPage chat = openPage();
        String menu = chat.begin("local/maple-3b", "Translate the menu into French");
        String question = chat.begin("polylogue/guide", "Ask me a question");
        chat.awaitAttention(question, "waiting");
        asked("Translate the menu into French").release(MENU.length());
        chat.awaitAttention(menu, "finished");
        begin(chat, "local/elm-14b", "Why is this query so slow?");
        begin(chat, "local/cedar-32b", "Explain TCP slow start");
        begin(chat, "local/birch-8b", "A week by bicycle along the Danube");
        begin(chat, "local/alder-70b", FILE_QUESTION);
        chat.element("open-board").click();
        assertThat(chat.page().locator("[data-board-pane] [data-testid=board-tail]"))
                .hasCount(4);
        assertThat(chat.page().getByText("in place of `split`")).isVisible();
        chat.page().mouse().move(1270, 400);
        picture(chat.page(), "board.png");
    }

    private void begin(ChatPage chat, String model, String question) {
        String id = chat.begin(model, question);
        chat.awaitAttention(id, "streaming");
    }

    private static void picture(Page page, String name) throws Exception {
        Path file =
                Path.of(System.getProperty("polylogue.pictures")).resolve(name).toAbsolutePath();
        Files.createDirectories(file.getParent());
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        assertThat(Files.size(file)).isPositive();
    }
}
