package dev.polylogue.testkit.checker;

import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.protocol.message.MessageStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Invariant 2, as the store shows it, as each follower of everything sees it, and as the answers of commands say it. */
final class OneActive implements Rule {

    @Override
    public void check(History history, Known known, Consumer<Violation> found) {
        Consumer<String> say = words -> found.accept(new Violation(Invariant.ONE_ACTIVE, words));
        history.stores().forEach(store -> inStore(store, say));
        history.views().forEach(view -> new Watch(view, say).run());
        inAnswers(history, known, say);
    }

    private static void inStore(StoreView store, Consumer<String> say) {
        store.conversations().forEach((conversation, messages) -> {
            long streaming = messages.stream()
                    .filter(message -> message.status() == MessageStatus.STREAMING)
                    .count();
            if (streaming > 1) {
                say.accept("the store has " + streaming + " streaming answers in conversation " + conversation + " at "
                        + store.from());
            }
        });
    }

    private static void inAnswers(History history, Known known, Consumer<String> say) {
        Map<RequestId, GenerationId> begun = new HashMap<>();
        Map<GenerationId, RequestId> began = new HashMap<>();
        Map<GenerationId, ConversationId> home = new HashMap<>();
        for (Told.Accepted accepted : known.accepted()) {
            home.put(accepted.generation(), accepted.conversation());
            GenerationId other = begun.put(accepted.request(), accepted.generation());
            if (other != null && !other.equals(accepted.generation())) {
                say.accept("request " + accepted.request() + " began both " + other + " and " + accepted.generation());
            }
            RequestId another = began.put(accepted.generation(), accepted.request());
            if (another != null && !another.equals(accepted.request())) {
                say.accept("generation " + accepted.generation() + " was begun by both " + another + " and "
                        + accepted.request());
            }
        }
        for (Told told : history.told()) {
            if (told instanceof Told.Busy busy
                    && !home.getOrDefault(busy.active(), busy.conversation()).equals(busy.conversation())) {
                say.accept("conversation " + busy.conversation() + " is busy with " + busy.active() + ", which is of "
                        + home.get(busy.active()));
            }
        }
    }

    /** One follower's view: a generation is active from the window of its first chunk to that of its end. */
    private static final class Watch {
        private final View view;
        private final Consumer<String> say;
        private final Map<GenerationId, Long> endWindows = new HashMap<>();
        private final Map<ConversationId, Map<GenerationId, Long>> open = new HashMap<>();

        Watch(View view, Consumer<String> say) {
            this.view = view;
            this.say = say;
            for (Sight sight : view.sights()) {
                if (sight instanceof Sight.Chunks chunks
                        && chunks.chunks().stream().anyMatch(json -> Known.phaseOf(json) != null)) {
                    endWindows.putIfAbsent(chunks.generation(), chunks.window());
                }
            }
        }

        void run() {
            for (Sight sight : view.sights()) {
                switch (sight) {
                    case Sight.Snapshot snapshot -> begin(snapshot);
                    case Sight.Chunks chunks -> see(chunks);
                    case Sight.Opened _, Sight.DeletionTold _ -> {}
                }
            }
        }

        private void begin(Sight.Snapshot snapshot) {
            open.clear();
            Set<ConversationId> busy = new HashSet<>();
            for (Sight.Live live : snapshot.live()) {
                if (!busy.add(live.conversation())) {
                    say.accept(view.name() + " saw two live generations of conversation " + live.conversation()
                            + " in one snapshot at " + snapshot.at());
                }
                active(live.conversation()).put(live.generation(), Long.MIN_VALUE);
            }
        }

        private void see(Sight.Chunks chunks) {
            Map<GenerationId, Long> active = active(chunks.conversation());
            active.keySet().removeIf(id -> endWindows.getOrDefault(id, Long.MAX_VALUE) < chunks.window());
            long end = endWindows.getOrDefault(chunks.generation(), Long.MAX_VALUE);
            if (end < chunks.window() || active.putIfAbsent(chunks.generation(), chunks.window()) != null) {
                return;
            }
            active.forEach((other, since) -> {
                boolean hasEndedHere = endWindows.getOrDefault(other, Long.MAX_VALUE) <= chunks.window();
                if (!other.equals(chunks.generation()) && since < chunks.window() && !hasEndedHere) {
                    say.accept(view.name() + " saw " + chunks.generation() + " begin in conversation "
                            + chunks.conversation() + " while " + other + " had not ended");
                }
            });
        }

        private Map<GenerationId, Long> active(ConversationId conversation) {
            return open.computeIfAbsent(conversation, _ -> new LinkedHashMap<>());
        }
    }
}
