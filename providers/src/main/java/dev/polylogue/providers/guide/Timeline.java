package dev.polylogue.providers.guide;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From beats to events, each with its moment after the start. The last one is the end. */
final class Timeline {

    private static final Pattern WORD = Pattern.compile("\\S+\\s*|\\s+");

    private final List<Moment> moments = new ArrayList<>();
    private final long nanosPerWord;
    private long at;

    /** An event and when it is due, in nanoseconds after the start. */
    record Moment(long at, ModelEvent event) {}

    private Timeline(double wordsPerSecond) {
        nanosPerWord = (long) (1_000_000_000L / wordsPerSecond);
    }

    static List<Moment> of(List<Beat> beats, double wordsPerSecond) {
        var timeline = new Timeline(wordsPerSecond);
        for (Beat beat : beats) {
            if (timeline.add(beat)) {
                return timeline.moments;
            }
        }
        timeline.event(new ModelEvent.Finished(FinishReason.STOP));
        return timeline.moments;
    }

    /** Returns whether that was the end. */
    private boolean add(Beat beat) {
        switch (beat) {
            case Beat.Say(String text) -> words(text, false);
            case Beat.Think(String text) -> words(text, true);
            case Beat.Rest rest -> at += rest.duration().toNanos();
            case Beat.Cite(GuidePage page) ->
                event(new ModelEvent.SourceDocument("guide/" + page.name(), "text/markdown", page.title()));
            case Beat.Ask ask -> {
                event(new ModelEvent.QuestionAsked(ask.question(), ask.options()));
                event(new ModelEvent.Finished(FinishReason.TOOL_CALLS));
                return true;
            }
            case Beat.Break(String message) -> {
                event(new ModelEvent.Failed(ErrorCode.UPSTREAM_ERROR, message, null));
                return true;
            }
        }
        return false;
    }

    private void words(String text, boolean isReasoning) {
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            String word = words.group();
            event(isReasoning ? new ModelEvent.ReasoningDelta(word) : new ModelEvent.TextDelta(word));
            at += nanosPerWord;
        }
    }

    private void event(ModelEvent event) {
        moments.add(new Moment(at, event));
    }
}
