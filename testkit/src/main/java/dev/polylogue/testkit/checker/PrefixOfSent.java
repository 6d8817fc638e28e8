package dev.polylogue.testkit.checker;

import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Nothing is in an answer that the model did not send for it, and nothing is missing from a complete one. */
final class PrefixOfSent implements Rule {

    @Override
    public void check(History history, Known known, Consumer<Violation> found) {
        Consumer<String> say = words -> found.accept(new Violation(Invariant.PREFIX_OF_SENT, words));
        Map<MessageId, Sent> sent = new HashMap<>();
        history.sent().forEach(one -> sent.put(one.message(), one));
        for (StoreView store : history.stores()) {
            for (List<Message> messages : store.conversations().values()) {
                for (Message message : messages) {
                    Sent calls = sent.get(message.id());
                    if (calls != null) {
                        stored(message, calls, store.from(), say);
                    }
                }
            }
        }
        for (Told.Accepted accepted : known.accepted()) {
            Sent calls = sent.get(accepted.assistantMessage());
            if (calls != null) {
                known.stream(accepted.generation()).ifPresent(stream -> seen(stream, calls, say));
            }
        }
    }

    private static void stored(Message message, Sent calls, long at, Consumer<String> say) {
        String text = message.text();
        if (!calls.allows(text)) {
            say.accept("the store says in " + message.id() + " at " + at + " what the model did not: "
                    + against(text, calls));
        } else if (message.status() == MessageStatus.COMPLETE && !calls.isWhole(text)) {
            say.accept("the answer " + message.id() + " is stored as complete at " + at + ", but its end is missing: "
                    + against(text, calls));
        }
    }

    private static void seen(Known.Stream stream, Sent calls, Consumer<String> say) {
        String text = stream.text(stream.known());
        if (!calls.allows(text)) {
            say.accept("followers of " + stream.id() + " saw what the model did not say: " + against(text, calls));
        }
    }

    private static String against(String text, Sent calls) {
        String all = String.join("", calls.calls());
        return Words.around(text, all) + " where it sent " + Words.around(all, text);
    }
}
