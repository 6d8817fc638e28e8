package dev.polylogue.testkit.checker;

import dev.polylogue.protocol.id.MessageId;
import java.util.List;

/**
 * What the model server sent for one answer. The answer has to be made of a prefix of each call, in this order.
 *
 * @param message the answer
 * @param calls the text of each call, whole: all that was written up to the end of the run
 */
public record Sent(MessageId message, List<String> calls) {

    public Sent {
        calls = List.copyOf(calls);
    }

    /** Whether {@code text} is a prefix of each call in turn, some of them maybe empty. */
    boolean allows(String text) {
        return allows(text, 0);
    }

    private boolean allows(String rest, int call) {
        if (rest.isEmpty()) {
            return true;
        }
        if (call == calls.size()) {
            return false;
        }
        for (int taken = commonPrefix(rest, calls.get(call)); taken >= 0; taken--) {
            if (allows(rest.substring(taken), call + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code text} ends with all of the last call. */
    boolean isWhole(String text) {
        return calls.isEmpty() || text.endsWith(calls.getLast());
    }

    private static int commonPrefix(String one, String other) {
        int length = Math.min(one.length(), other.length());
        int at = 0;
        while (at < length && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }
}
