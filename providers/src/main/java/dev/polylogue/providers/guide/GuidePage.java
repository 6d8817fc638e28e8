package dev.polylogue.providers.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One bundled page: a title, an introduction, and sections under second-level headings. */
record GuidePage(String name, String title, List<Section> sections) {

    /** All pages, in the order in which one would read them. */
    private static final List<String> NAMES = List.of(
            "what-is-polylogue",
            "about-the-guide",
            "parallel-chats",
            "stop-and-continue",
            "leaving-the-page",
            "questions",
            "versions",
            "connect-models",
            "models-and-queue",
            "data-and-backup",
            "security",
            "keyboard",
            "api",
            "troubleshooting");

    /** A part of a page; the introduction has the page's title for its heading. */
    record Section(String heading, String text) {}

    GuidePage {
        sections = List.copyOf(sections);
    }

    static List<GuidePage> all() {
        return NAMES.stream().map(GuidePage::read).toList();
    }

    /** The whole page as Markdown, its title as a second-level heading. */
    String markdown() {
        var text = new StringBuilder("## ").append(title).append("\n\n");
        for (Section section : sections) {
            if (!section.heading().equals(title)) {
                text.append("### ").append(section.heading()).append("\n\n");
            }
            text.append(section.text()).append("\n\n");
        }
        return text.toString();
    }

    private static GuidePage read(String name) {
        String[] parts = resource("/guide/" + name + ".md").split("\n## ", -1);
        String title = firstLine(parts[0]).substring("# ".length());
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(title, rest(parts[0])));
        for (int i = 1; i < parts.length; i++) {
            sections.add(new Section(firstLine(parts[i]), rest(parts[i])));
        }
        return new GuidePage(name, title, sections);
    }

    /** A bundled text. */
    static String resource(String path) {
        try (InputStream in = GuidePage.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its page " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    private static String rest(String text) {
        int newline = text.indexOf('\n');
        return newline < 0 ? "" : text.substring(newline + 1).strip();
    }
}
