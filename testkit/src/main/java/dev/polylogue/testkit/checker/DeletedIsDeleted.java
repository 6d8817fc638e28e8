package dev.polylogue.testkit.checker;

import dev.polylogue.protocol.id.ConversationId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Invariant 7. A conversation that is made again by its id after it was deleted is another one. */
final class DeletedIsDeleted implements Rule {

    @Override
    public void check(History history, Known known, Consumer<Violation> found) {
        Consumer<String> say = words -> found.accept(new Violation(Invariant.DELETED_IS_DELETED, words));
        for (Told told : history.told()) {
            if (told instanceof Told.Deleted deleted && !isMadeAgain(deleted, history)) {
                inStores(deleted, history, say);
            }
        }
        history.views().forEach(view -> inView(view, history, say));
    }

    private static void inStores(Told.Deleted deleted, History history, Consumer<String> say) {
        for (StoreView store : history.stores()) {
            if (store.from() > deleted.answered() && store.conversations().containsKey(deleted.conversation())) {
                say.accept("conversation " + deleted.conversation() + " was deleted at " + deleted.answered()
                        + " and is in the store again at " + store.from());
            }
        }
    }

    private static void inView(View view, History history, Consumer<String> say) {
        Set<ConversationId> gone = new HashSet<>();
        for (Sight sight : view.sights()) {
            switch (sight) {
                case Sight.DeletionTold told -> gone.add(told.conversation());
                case Sight.Chunks chunks -> {
                    if (gone.contains(chunks.conversation()) && !isMadeAgain(chunks.conversation(), history)) {
                        say.accept(view.name() + " saw chunks of " + chunks.generation() + " after it was told that "
                                + chunks.conversation() + " is deleted");
                    }
                }
                case Sight.Snapshot snapshot ->
                    snapshot.live().stream()
                            .filter(live -> gone.contains(live.conversation()))
                            .filter(live -> !isMadeAgain(live.conversation(), history))
                            .forEach(live -> say.accept(view.name() + " saw " + live.generation()
                                    + " in a snapshot after it was told that " + live.conversation() + " is deleted"));
                case Sight.Opened _ -> {}
            }
        }
    }

    private static boolean isMadeAgain(Told.Deleted deleted, History history) {
        return history.told().stream()
                .anyMatch(told -> isAsk(told)
                        && told.conversation().equals(deleted.conversation())
                        && told.asked() > deleted.asked());
    }

    private static boolean isMadeAgain(ConversationId conversation, History history) {
        return history.told().stream()
                .anyMatch(told -> told instanceof Told.Deleted deleted
                        && deleted.conversation().equals(conversation)
                        && isMadeAgain(deleted, history));
    }

    private static boolean isAsk(Told told) {
        return told instanceof Told.Accepted || told instanceof Told.Unanswered;
    }
}
