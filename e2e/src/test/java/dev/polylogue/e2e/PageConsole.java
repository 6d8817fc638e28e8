package dev.polylogue.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the pages of a browser complain about: errors on the console (CSP violations are such) and uncaught ones. */
final class PageConsole {

    private final List<String> complaints = new ArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();

    /** Listens to all pages that the context has and will have. */
    void listenTo(BrowserContext context) {
        context.onConsoleMessage(this::note);
        context.onWebError(error -> complaints.add("uncaught: " + error.error()));
    }

    private void note(ConsoleMessage message) {
        if ("error".equals(message.type())) {
            complaints.add(message.text() + " at " + message.location());
        }
    }

    /** From here on such complaints belong to the test. */
    void expect(String regex) {
        expected.add(Pattern.compile(regex));
    }

    /** The complaints that nobody expected. */
    List<String> complaints() {
        return complaints.stream()
                .filter(complaint -> expected.stream()
                        .noneMatch(pattern -> pattern.matcher(complaint).find()))
                .toList();
    }
}
