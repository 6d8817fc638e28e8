package dev.polylogue.engine.generation;

import dev.polylogue.protocol.message.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Names for the parts of one message: {@code t0}, {@code r1}, … Used by one thread at a time. */
final class PartIds {

    /** The first ones: the same object in all answers, since each token names its part. */
    private static final List<String> TEXTS = first("t");

    private static final List<String> REASONINGS = first("r");

    private final Set<String> toolCalls = new HashSet<>();
    private int next;

    /** Begins behind the parts that are there. */
    PartIds(List<Part> parts) {
        this.next = parts.size();
        for (Part part : parts) {
            if (part instanceof Part.ToolCall call) {
                toolCalls.add(call.toolCallId());
            }
        }
    }

    String nextText() {
        return name(TEXTS, "t");
    }

    String nextReasoning() {
        return name(REASONINGS, "r");
    }

    /** Some servers count the calls of each step from zero, and some name none; in one answer the names of all differ. */
    String toolCall(@Nullable String wanted) {
        String id = wanted == null ? nextToolCall() : wanted;
        while (!toolCalls.add(id)) {
            id = nextToolCall();
        }
        return id;
    }

    private String nextToolCall() {
        return "call_" + next++;
    }

    private static List<String> first(String kind) {
        return IntStream.range(0, 32).mapToObj(number -> kind + number).toList();
    }

    private String name(List<String> known, String kind) {
        int number = next++;
        return number < known.size() ? known.get(number) : kind + number;
    }
}
