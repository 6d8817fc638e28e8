package dev.polylogue.providers.guide;

import dev.polylogue.providers.guide.Beat.Ask;
import dev.polylogue.providers.guide.Beat.Break;
import dev.polylogue.providers.guide.Beat.Rest;
import dev.polylogue.providers.guide.Beat.Say;
import dev.polylogue.providers.guide.Beat.Think;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The features that the guide shows when it is asked to, each with the words that ask for it. */
enum Demonstration {
    LONG("\\b(show|give|write|tell)\\b.*\\blong\\b"),
    CODE("\\b(show|give|write)\\b.*\\bcode\\b"),
    TABLE("\\b(show|give|write|make)\\b.*\\btable\\b"),
    LIST("\\b(show|give|write|make)\\b.*\\blists?\\b"),
    MATH("\\b(show|give|write)\\b.*\\b(math|maths|formulas?|latex|equations?)\\b"),
    REASONING("\\b(show|give)\\b.*\\b(reasoning|thinking)\\b"),
    QUESTION("\\bask me\\b|\\b(show|give)\\b.*\\b(clarification|question)\\b"),
    FAILURE("\\bfail on purpose\\b|\\b(show|give)\\b.*\\b(failure|error)\\b"),
    SLOW("\\bslow start\\b|\\bstart slowly\\b");

    static final Duration SLOW_START = Duration.ofSeconds(10);

    static final List<String> TOPICS = List.of("Parallel chats", "Connecting a model", "Data and backup");

    private final Pattern words;

    Demonstration(String words) {
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    /** What {@code prompt} asks for. */
    static Optional<Demonstration> askedFor(String prompt) {
        for (Demonstration demonstration : values()) {
            if (demonstration.words.matcher(prompt).find()) {
                return Optional.of(demonstration);
            }
        }
        return Optional.empty();
    }

    /** How it goes. */
    List<Beat> beats(List<GuidePage> pages) {
        return switch (this) {
            case LONG -> List.of(new Say(longAnswer(pages)));
            case CODE -> List.of(new Say(text("code")));
            case TABLE -> List.of(new Say(text("table")));
            case LIST -> List.of(new Say(text("lists")));
            case MATH -> List.of(new Say(text("math")));
            case REASONING -> List.of(new Think(text("reasoning-thoughts")), new Say(text("reasoning")));
            case QUESTION ->
                List.of(
                        new Say("Gladly. This is what it looks like when an assistant needs to know something before it"
                                + " goes on: only this conversation waits, all others stream on.\n\n"),
                        new Ask("Which part of Polylogue shall I tell you about?", TOPICS));
            case FAILURE ->
                List.of(
                        new Say("I am going to fail in the middle of this "),
                        new Break("You asked the guide to fail, so it did. What it had said is kept."),
                        new Say("sentence. And here is the rest of it: **Continue** goes on from the text that was"
                                + " kept, as it does after a stop, a lost connection or a crash.\n"));
            case SLOW ->
                List.of(
                        new Rest(SLOW_START),
                        new Say("That was a slow start of 10 seconds, as large models have it when they read a long"
                                + " conversation first. You could have stopped me at any moment, also before the first"
                                + " word; and all other conversations went on.\n"));
        };
    }

    private static String longAnswer(List<GuidePage> pages) {
        var text = new StringBuilder("Here is everything that I know, from the beginning. It is long: a good moment to"
                + " open another conversation and send something there, or to try **Stop** and then **Continue**.\n\n");
        pages.forEach(page -> text.append(page.markdown()));
        return text.append("That was all.\n").toString();
    }

    private static String text(String name) {
        return GuidePage.resource("/guide/show/" + name + ".md");
    }
}
