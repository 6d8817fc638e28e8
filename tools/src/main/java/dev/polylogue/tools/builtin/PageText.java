package dev.polylogue.tools.builtin;

import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/**
 * A page as text: titles, paragraphs, lists and table rows as lines, links with where they lead. What is not read by
 * people (scripts, styles, what is hidden) and menus are left out; where a page marks its main part, only that is told.
 */
final class PageText implements NodeFilter {

    /** A page is at most 1 MiB, but short links to long addresses grow. */
    private static final int MAX_CHARACTERS = 1 << 20;

    private static final Set<String> UNREAD = Set.of(
            "script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "head", "nav", "select");

    private final StringBuilder text = new StringBuilder();

    private PageText() {}

    static String of(Document page) {
        var reading = new PageText();
        Element main = page.selectFirst("main, [role=main]");
        (main == null ? page.body() : main).filter(reading);
        String title = page.title();
        return (title.isEmpty() ? "" : "Title: " + title + "\n\n")
                + reading.text.toString().strip();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (text.length() > MAX_CHARACTERS) {
            return FilterResult.STOP;
        }
        return switch (node) {
            case TextNode words -> {
                append(words);
                yield FilterResult.CONTINUE;
            }
            case Element element
            when UNREAD.contains(element.normalName()) || element.hasAttr("hidden") -> FilterResult.SKIP_ENTIRELY;
            case Element element -> {
                begin(element);
                yield FilterResult.CONTINUE;
            }
            default -> FilterResult.CONTINUE;
        };
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            end(element);
        }
        return FilterResult.CONTINUE;
    }

    private void append(TextNode words) {
        @Nullable Element parent = words.parent();
        boolean isAsWritten = parent != null && parent.closest("pre") != null;
        if (isAsWritten) {
            text.append(words.getWholeText());
            return;
        }
        String line = words.text();
        boolean isAfterSpace = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(isAfterSpace ? line.stripLeading() : line);
    }

    private void begin(Element element) {
        String name = element.normalName();
        switch (name) {
            case "br" -> text.append('\n');
            case "li" -> newLine("- ");
            case "tr" -> newLine("");
            case "td", "th" -> {
                if (element.previousElementSibling() != null) {
                    text.append(" | ");
                }
            }
            case "h1", "h2", "h3", "h4", "h5", "h6" -> paragraph("#".repeat(name.charAt(1) - '0') + " ");
            case "p", "pre", "blockquote", "table", "ul", "ol", "section", "article" -> paragraph("");
            default -> {
                if (element.isBlock()) {
                    newLine("");
                }
            }
        }
    }

    private void end(Element element) {
        String name = element.normalName();
        if (name.equals("a")) {
            String target = element.absUrl("href");
            if (target.startsWith("http")) {
                text.append(" (").append(target).append(')');
            }
        } else if (element.isBlock() && !name.equals("li") && !name.startsWith("t")) {
            newLine("");
        }
    }

    private void paragraph(String mark) {
        newLine("");
        boolean isFirst = text.length() < 2 || text.charAt(text.length() - 2) == '\n';
        text.append(isFirst ? "" : "\n").append(mark);
    }

    private void newLine(String mark) {
        while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        if (!isAtLineStart()) {
            text.append('\n');
        }
        text.append(mark);
    }

    private boolean isAtLineStart() {
        return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
    }
}
