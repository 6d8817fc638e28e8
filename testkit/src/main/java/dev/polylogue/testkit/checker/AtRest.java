package dev.polylogue.testkit.checker;

import dev.polylogue.protocol.message.MessageStatus;
import java.util.function.Consumer;

/** When all is over, no answer still streams. */
final class AtRest implements Rule {

    @Override
    public void check(History history, Known known, Consumer<Violation> found) {
        if (history.stores().isEmpty()) {
            return;
        }
        StoreView last = history.stores().getLast();
        last.conversations().forEach((conversation, messages) -> messages.stream()
                .filter(message -> message.status() == MessageStatus.STREAMING)
                .forEach(message -> found.accept(new Violation(
                        Invariant.ONE_END,
                        "the answer " + message.id() + " of conversation " + conversation
                                + " still streams when all is over"))));
    }
}
