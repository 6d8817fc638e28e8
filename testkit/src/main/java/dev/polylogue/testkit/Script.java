package dev.polylogue.testkit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated model behaves: what it says, how fast, how its bytes look, and what it does at the end. Everything
 * has a harmless default. Immutable; made by {@link #script}, or from a model's name by {@link #ofName}.
 *
 * @param tokensPerSecond 0 for as fast as the wire takes them
 * @param length tokens of text, before the ending
 * @param reasoning tokens of reasoning, before the text
 * @param reasoningField the name of the delta's field with the reasoning
 * @param toolCalls how many tools it calls after the text, their pieces interleaved
 * @param status other than 200: a refusal before the stream, with an error body
 * @param retryAfter the value of that header in a refusal
 * @param refusedField a field of the request that it does not know, and answers with 400
 * @param silence before the response's head; null: none
 * @param lineEnd what ends a line
 * @param pings whether a comment comes before each event
 * @param split how many bytes go out in one write; 0 for whole events
 * @param chunked whether the body has chunked framing; else its end is the end of the connection
 * @param gated whether each token waits for {@link UpstreamRequest#release}
 * @param words what it says, token by token; null: the numbered words that every model says
 * @param obeys whether it calls the tools that the prompt names, a line {@code call NAME ARGUMENTS} for each, and then
 *     says what they gave
 * @param marked whether each numbered word bears the first word of the prompt, so that no two prompts get the same text
 */
public record Script(
        double tokensPerSecond,
        int length,
        int reasoning,
        String reasoningField,
        int toolCalls,
        UsagePlace usage,
        int status,
        @Nullable String retryAfter,
        @Nullable String refusedField,
        @Nullable Duration silence,
        Ending ending,
        String lineEnd,
        boolean pings,
        int split,
        boolean chunked,
        boolean gated,
        @Nullable List<String> words,
        boolean obeys,
        boolean marked) {

    /** A silence that lasts until the client leaves. */
    public static final Duration FOR_EVER = Duration.ofDays(365);

    /** All that it says to a prompt that begins with the word {@code mark}, token by token. */
    List<String> tokens(String mark) {
        if (words != null) {
            return words;
        }
        // Made one by one when they are said: many long answers at once would fill the memory of a test.
        return new AbstractList<>() {
            @Override
            public String get(int i) {
                return marked ? Tokens.marked(i, mark) : Tokens.text(i);
            }

            @Override
            public int size() {
                return length;
            }
        };
    }

    /** A script with all defaults: 20 tokens at once, usage in an own chunk, a clean end. */
    public static Builder script() {
        return new Builder();
    }

    /**
     * Reads pairs {@code key-value}, all joined by {@code -}, as in {@code rate-50-length-200-end-stall}. Keys: {@code
     * rate, length, reasoning, reasoningfield, tools, usage (own, last, never), status, retryafter, refuses, silence
     * (milliseconds or forever), end} (a word of {@link Ending} in lower case without underscores), {@code lines (lf,
     * crlf, cr), pings (yes), split, framing (chunked, close), gated (yes), marked (yes)}.
     *
     * @return null where the name is no such list
     */
    public static @Nullable Script ofName(String name) {
        List<String> words = List.of(name.split("-", -1));
        if (words.size() % 2 != 0) {
            return null;
        }
        Builder builder = script();
        try {
            for (int at = 0; at < words.size(); at += 2) {
                builder.set(words.get(at), words.get(at + 1));
            }
            return builder.build();
        } catch (IllegalArgumentException notAScript) {
            return null;
        }
    }

    /** Collects a script. Not for sharing between threads. */
    public static final class Builder {
        private double tokensPerSecond;
        private int length = 20;
        private int reasoning;
        private String reasoningField = "reasoning_content";
        private int toolCalls;
        private boolean obeys;
        private UsagePlace usage = UsagePlace.OWN;
        private int status = 200;
        private @Nullable String retryAfter;
        private @Nullable String refusedField;
        private @Nullable Duration silence;
        private Ending ending = Ending.DONE;
        private String lineEnd = "\n";
        private boolean pings;
        private int split;
        private boolean chunked = true;
        private boolean gated;
        private @Nullable List<String> words;
        private boolean marked;

        private Builder() {}

        @CanIgnoreReturnValue
        public Builder rate(double value) {
            tokensPerSecond = value;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder length(int value) {
            length = value;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder reasoning(int value) {
            reasoning = value;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder reasoningField(String value) {
            reasoningField = value;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder toolCalls(int value) {
            toolCalls = value;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder usage(UsagePlace value) {
            usage = value;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder status(int value) {
            status = value;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder retryAfter(String value) {
            retryAfter = value;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder refuses(String field) {
            refusedField = field;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder silence(Duration value) {
            silence = value;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder end(Ending value) {
            ending = value;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder lineEnd(String value) {
            lineEnd = value;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder pings() {
            pings = true;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder split(int bytes) {
            split = bytes;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder untilClose() {
            chunked = false;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder gated() {
            gated = true;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder marked() {
            marked = true;
            return this;
        }

        /** Has it do what its prompt says: see {@link Script#obeys}. */
        @CanIgnoreReturnValue
        public Builder obeys() {
            obeys = true;
            return this;
        }

        /** Has it say exactly {@code text}, a few characters at a time. */
        @CanIgnoreReturnValue
        public Builder says(String text) {
            return says(Tokens.cut(text));
        }

        /** Has it say exactly these tokens. The list may make them when they are asked for. */
        @CanIgnoreReturnValue
        public Builder says(List<String> tokens) {
            words = tokens;
            length = tokens.size();
            return this;
        }

        private void set(String key, String value) {
            switch (key) {
                case "rate" -> rate(Double.parseDouble(value));
                case "length" -> length(Integer.parseInt(value));
                case "reasoning" -> reasoning(Integer.parseInt(value));
                case "reasoningfield" -> reasoningField(value);
                case "tools" -> toolCalls(Integer.parseInt(value));
                case "usage" -> usage(UsagePlace.ofWord(value));
                case "status" -> status(Integer.parseInt(value));
                case "retryafter" -> retryAfter(value);
                case "refuses" -> refuses(value);
                case "silence" ->
                    silence("forever".equals(value) ? FOR_EVER : Duration.ofMillis(Long.parseLong(value)));
                case "end" -> end(Ending.ofWord(value));
                case "lines" -> lineEnd(lineEndOf(value));
                case "pings" -> pings = "yes".equals(value);
                case "split" -> split(Integer.parseInt(value));
                case "framing" -> chunked = !"close".equals(value);
                case "gated" -> gated = "yes".equals(value);
                case "obeys" -> obeys = true;
                case "marked" -> marked = "yes".equals(value);
                default -> throw new IllegalArgumentException("no such key: " + key);
            }
        }

        private static String lineEndOf(String word) {
            return switch (word) {
                case "lf" -> "\n";
                case "crlf" -> "\r\n";
                case "cr" -> "\r";
                default -> throw new IllegalArgumentException("no such line end: " + word);
            };
        }

        public Script build() {
            return new Script(
                    tokensPerSecond,
                    length,
                    reasoning,
                    reasoningField,
                    toolCalls,
                    usage,
                    status,
                    retryAfter,
                    refusedField,
                    silence,
                    ending,
                    lineEnd,
                    pings,
                    split,
                    chunked,
                    gated,
                    words,
                    obeys,
                    marked);
        }
    }
}
