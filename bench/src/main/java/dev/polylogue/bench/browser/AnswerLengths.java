package dev.polylogue.bench.browser;

import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a token costs in one answer that is looked at, when the answer is short and when it is very long. */
final class AnswerLengths implements Scenario {

    private static final int[] LENGTHS = {500, 2_000, 8_000, 32_000};
    private static final int TOKENS_PER_SECOND = 100;
    /** Whole periods of the answer, so that each length is measured with the same kinds of text. */
    private static final long MEASURED = 2L * Answer.PERIOD;

    @Override
    public String name() {
        return "length";
    }

    @Override
    public List<String> models() {
        return IntStream.of(LENGTHS)
                .mapToObj(length -> "at" + length + ":" + TOKENS_PER_SECOND + ":" + length + ":1000000:DONE")
                .toList();
    }

    @Override
    public void run(Stage stage, Report report) throws IOException, InterruptedException {
        List<Double> perThousand = new ArrayList<>();
        double fixedWork = 0;
        for (int length : LENGTHS) {
            String conversation = stage.conversations().make("at" + length);
            Tab tab = stage.open("/c/" + conversation);
            fixedWork = tab.fixedWorkMillis();
            stage.conversations().ask(conversation);
            double millis = perThousandTokens(tab, stage.conversations(), length);
            perThousand.add(millis);
            report.add(Figure.of("CPU per 1000 tokens, 100 tok/s, after " + length + " tokens", millis, "ms")
                    .atMost(1000));
            stage.conversations().delete(conversation);
            tab.page().close();
        }
        report.add(Figure.of(
                        "growth of the cost per flush from 0.5k to 32k tokens",
                        perThousand.getLast() / perThousand.getFirst(),
                        Figure.RATIO)
                .atMost(1.2));
        report.add(Figure.of(
                "CPU per 1000 tokens after 32k, by the fixed work", perThousand.getLast() / fixedWork, Figure.RATIO));
    }

    private static double perThousandTokens(Tab tab, Conversations conversations, int length)
            throws IOException, InterruptedException {
        conversations.awaitActive(1);
        // The page compiles what it runs often, and each page for itself.
        conversations.awaitChunks(Answer.PERIOD);
        long first = conversations.chunks();
        Counters used = tab.watch("length-" + length, () -> conversations.awaitChunks(first + MEASURED));
        long tokens = conversations.chunks() - first;
        System.out.println("after " + length + " tokens: " + used.parts());
        return used.threadSeconds() * 1e6 / tokens;
    }
}
