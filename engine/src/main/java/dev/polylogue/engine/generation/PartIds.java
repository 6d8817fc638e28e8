package dev.polylogue.engine.generation;

/** Names for the parts of one message: {@code t0}, {@code r1}, … Used by one thread at a time. */
final class PartIds {

    private int next;

    /** Begins behind the parts that are there. */
    PartIds(int parts) {
        this.next = parts;
    }

    String nextText() {
        return "t" + next++;
    }

    String nextReasoning() {
        return "r" + next++;
    }

    String nextToolCall() {
        return "call_" + next++;
    }
}
