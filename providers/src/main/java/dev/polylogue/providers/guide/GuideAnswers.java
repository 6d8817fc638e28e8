package dev.polylogue.providers.guide;

import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.providers.guide.Beat.Cite;
import dev.polylogue.providers.guide.Beat.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the guide answers: the same to the same prompt. Any thread may use it. */
final class GuideAnswers {

    private static final Pattern GREETING = Pattern.compile(
            "(hi|hello|hey|hallo|hej|moin|servus|salut|bonjour|hola|ciao|ola|olá|good (morning|day|evening)|guten tag"
                    + "|привет|こんにちは|你好|안녕하세요|مرحبا)\\b?[\\s!.,?]*.{0,20}",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    /** Questions of nothing but common words, that ask for the program itself. */
    private static final Pattern ABOUT_THIS =
            Pattern.compile("\\bpolylogue\\b|\\bwhat\\b.*\\b(this|it|you)\\b", Pattern.CASE_INSENSITIVE);

    private static final String NO_MODEL =
            "I am the guide that is built into Polylogue. I am **not a language model**: I look things up in the pages that"
                    + " came with it.";

    private static final String SUGGESTIONS = """
            You can ask me, for example:

            - What is Polylogue?
            - How do I connect Ollama?
            - What happens when I leave the page?
            - Show me code, a table, math, or a long answer
            - Ask me a question
            - Fail on purpose
            """;

    /** A further section is worth saying when it is nearly as good as the best. */
    private static final double NEARLY = 0.75;

    private final List<GuidePage> pages;
    private final PageIndex index;

    GuideAnswers(List<GuidePage> pages) {
        this.pages = List.copyOf(pages);
        this.index = new PageIndex(pages);
    }

    /** The beats of the answer; of one that goes on, of the rest. */
    List<Beat> answer(ModelRequest request) {
        List<PromptMessage> prompt = request.prompt();
        int cue = prompt.size() - 1;
        while (cue >= 0 && prompt.get(cue) instanceof PromptMessage.Assistant) {
            cue--;
        }
        List<Beat> beats = cue < 0 ? greeting() : to(prompt.get(cue), isFirst(prompt, cue));
        boolean hasCut = request.goesOn() && !prompt.isEmpty();
        return hasCut && prompt.getLast() instanceof PromptMessage.Assistant(String said)
                ? CutAnswer.rest(beats, said)
                : beats;
    }

    private static boolean isFirst(List<PromptMessage> prompt, int cue) {
        return prompt.subList(0, cue).stream().noneMatch(PromptMessage.Assistant.class::isInstance);
    }

    private List<Beat> to(PromptMessage cue, boolean isFirst) {
        return switch (cue) {
            case PromptMessage.User user -> toUser(user.text().strip(), isFirst);
            case PromptMessage.Asked asked -> toAnswer(asked);
            case PromptMessage.Assistant _,
                    PromptMessage.Reasoning _,
                    PromptMessage.ToolCalled _,
                    PromptMessage.ToolAnswered _ -> greeting();
        };
    }

    private List<Beat> toUser(String text, boolean isFirst) {
        if (GREETING.matcher(text).matches()) {
            return greeting();
        }
        return Demonstration.askedFor(text)
                .map(demonstration -> demonstration.beats(pages))
                .orElseGet(() -> fromPages(text, isFirst));
    }

    private List<Beat> toAnswer(PromptMessage.Asked asked) {
        String answer = asked.answer();
        if (answer == null) {
            return List.of(new Say("No answer is fine too: a question can be declined, and the conversation goes on."
                    + " Ask me anything else whenever you like.\n"));
        }
        List<Beat> beats = new ArrayList<>();
        beats.add(new Say("You answered: **" + answer.strip().replaceAll("[*\\s]+", " ") + "**.\n\n"));
        beats.addAll(fromPages(answer, false));
        return beats;
    }

    private List<Beat> fromPages(String question, boolean isFirst) {
        List<PageIndex.Hit> hits = index.search(question, 2);
        if (hits.isEmpty()
                && Words.of(question).isEmpty()
                && ABOUT_THIS.matcher(question).find()) {
            GuidePage first = pages.getFirst();
            return List.of(new Cite(first), new Say(first.markdown() + sourceLine(List.of(first)) + closing(isFirst)));
        }
        if (hits.isEmpty()) {
            return List.of(new Say("I found nothing about that in my pages. " + NO_MODEL
                    + " For everything else, connect a model and choose it above.\n\n" + SUGGESTIONS));
        }
        List<Beat> beats = new ArrayList<>();
        PageIndex.Hit best = hits.getFirst();
        List<GuidePage> sources = new ArrayList<>();
        for (PageIndex.Hit hit : hits) {
            if (hit.score() >= NEARLY * best.score()) {
                boolean isNew = !sources.contains(hit.page());
                if (isNew) {
                    sources.add(hit.page());
                    beats.add(new Cite(hit.page()));
                }
                beats.add(new Say("### " + hit.section().heading() + "\n\n"
                        + hit.section().text() + "\n\n"));
            }
        }
        beats.add(new Say(sourceLine(sources) + closing(isFirst)));
        return beats;
    }

    private static String closing(boolean isFirst) {
        return isFirst ? "\n\n*" + NO_MODEL.replace("**", "") + "*\n" : "\n";
    }

    private static String sourceLine(List<GuidePage> sources) {
        List<String> titles =
                sources.stream().map(page -> "“" + page.title() + "”").toList();
        return "Source: the guide's " + (titles.size() == 1 ? "page " : "pages ") + String.join(" and ", titles) + ".";
    }

    private static List<Beat> greeting() {
        return List.of(new Say("Hello! " + NO_MODEL + "\n\n" + SUGGESTIONS));
    }
}
