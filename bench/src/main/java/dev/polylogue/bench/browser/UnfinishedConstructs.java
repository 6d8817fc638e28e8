package dev.polylogue.bench.browser;

import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Constructs of Markdown that come a character at a time: whether their marks are ever seen on the screen. The web
 * app's own tests have the same list.
 */
final class UnfinishedConstructs implements Scenario {

    private static final Path LIST = Path.of("../web/src/testing/markdown/unfinished.json");
    /** Most frames show one more character than the frame before. */
    private static final int CHARACTERS_PER_SECOND = 30;

    private static final String WATCH = """
            (raw) => {
              const pattern = new RegExp(raw, 'u');
              const look = () => {
                const shown = document.querySelector('[data-role=assistant] [data-testid=message-text]')?.textContent ?? '';
                if (pattern.test(shown)) window.seenRaw = shown;
              };
              new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
            }""";

    private final JsonNode constructs = read();
    private final List<Path> texts = new ArrayList<>();

    @Override
    public String name() {
        return "constructs";
    }

    @Override
    public List<String> models() {
        List<String> models = new ArrayList<>();
        for (JsonNode construct : constructs) {
            Path text = written(construct.path("source").asString(""));
            models.add("construct" + texts.size() + ":" + CHARACTERS_PER_SECOND + ":@" + text);
            texts.add(text);
        }
        return models;
    }

    @Override
    public void run(Stage stage, Report report) throws IOException, InterruptedException {
        int raw = 0;
        for (int i = 0; i < constructs.size(); i++) {
            String conversation = stage.conversations().make("construct" + i);
            Tab tab = stage.open("/c/" + conversation);
            tab.page().evaluate(WATCH, constructs.path(i).path("raw").asString(""));
            stage.conversations().ask(conversation);
            tab.page()
                    .locator("[data-testid=message][data-role=assistant][data-status=complete]")
                    .waitFor(Tab.ATTACHED);
            Object seen = tab.page().evaluate("() => window.seenRaw ?? null");
            if (seen != null) {
                raw++;
                System.out.println(constructs.path(i).path("kind").asString("") + " was seen raw: " + seen);
            }
            tab.page().close();
            Files.delete(texts.get(i));
        }
        report.add(Figure.of("unterminated constructs shown raw, of " + constructs.size(), raw, "")
                .atMost(0));
    }

    private static JsonNode read() {
        try {
            return JsonMapper.shared().readTree(Files.readString(LIST));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path written(String text) {
        try {
            Path file = Files.createTempFile("construct", ".md");
            Files.writeString(file, text);
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
