package dev.polylogue.testkit.simulation;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.provider.Attachment;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.store.StoredConversation;
import dev.polylogue.engine.store.StoredGeneration;
import dev.polylogue.protocol.conversation.ConversationSummary;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.testkit.checker.Sent;
import dev.polylogue.testkit.checker.StoreView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is true, beside what anybody says: the tables as they are, and every token that was sent. Reading it takes no
 * time and meets no fault.
 */
final class Plot {

    private static final String TAG = "conversation ";

    private final World world;
    private final Store tables;
    private final Map<ConversationId, UserId> owners = new LinkedHashMap<>();
    private final Map<String, ConversationId> tags = new HashMap<>();
    private final Set<ConversationId> pruned = new HashSet<>();
    private final Map<MessageId, List<Call>> calls = new LinkedHashMap<>();
    private final Map<MessageId, ConversationId> followUps = new LinkedHashMap<>();
    private int numbers;

    Plot(World world, Store tables) {
        this.world = world;
        this.tables = tables;
    }

    void add(ConversationId id, UserId owner) {
        owners.put(id, owner);
        tags.put(id.toString(), id);
    }

    List<ConversationId> conversations(UserId owner) {
        return owners.entrySet().stream()
                .filter(entry -> entry.getValue().equals(owner))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What a person says there, so that the model's calls can be told apart. */
    String words(ConversationId id) {
        return TAG + id + " message " + ++numbers;
    }

    Optional<ConversationSummary> summary(ConversationId id) {
        return owner(id)
                .flatMap(owner -> tables.conversations().find(owner, id))
                .map(StoredConversation::summary);
    }

    List<Message> messages(ConversationId id) {
        return owner(id)
                .map(owner -> tables.conversations().messages(owner, id))
                .orElse(List.of());
    }

    Optional<StoredGeneration> generation(UserId owner, GenerationId id) {
        return tables.generations().find(owner, id);
    }

    /** The generation that holds the conversation. */
    Optional<StoredGeneration> holder(ConversationId id) {
        Optional<GenerationId> active = summary(id).map(ConversationSummary::activeGenerationId);
        return active.flatMap(generation -> owner(id).flatMap(owner -> generation(owner, generation)));
    }

    /** Every generation that the store holds for active. */
    List<StoredGeneration> active() {
        return owners.keySet().stream().flatMap(id -> holder(id).stream()).toList();
    }

    private Optional<UserId> owner(ConversationId id) {
        return Optional.ofNullable(owners.get(id));
    }

    /** Looks at all there is. */
    StoreView look() {
        long from = world.moment();
        Map<ConversationId, List<Message>> all = new LinkedHashMap<>();
        for (ConversationId id : owners.keySet()) {
            if (summary(id).isPresent()) {
                all.put(id, messages(id));
            }
        }
        return new StoreView(from, world.moment(), all);
    }

    /** Notes a call to the model: it must be for the one generation that holds its conversation. */
    Call beginCall(ModelRequest request, long at) {
        ConversationId id = conversation(request);
        @Nullable MessageId answer = holder(id).map(StoredGeneration::assistantMessageId).orElse(null);
        var call = new Call(++numbers, at);
        if (answer != null) {
            List<Call> before = calls.computeIfAbsent(answer, _ -> new ArrayList<>());
            before.add(call);
        }
        long open = callsOf(id).filter(other -> other.isOpen).count();
        if (open > 1) {
            world.complain("conversation " + id + " has " + open + " calls open at once");
        }
        return call;
    }

    private Stream<Call> callsOf(ConversationId id) {
        return messages(id).stream().flatMap(message -> calls.getOrDefault(message.id(), List.of()).stream());
    }

    private ConversationId conversation(ModelRequest request) {
        for (PromptMessage said : request.prompt().reversed()) {
            if (said instanceof PromptMessage.User(String text, List<Attachment> _)) {
                String tag = text.substring(TAG.length(), text.indexOf(" message"));
                ConversationId id = tags.get(tag);
                if (id != null) {
                    return id;
                }
            }
        }
        throw new IllegalStateException("a call about nothing: " + request);
    }

    /** The process is gone, and with it all its calls. */
    void cutCalls() {
        calls.values().forEach(all -> all.forEach(Call::closed));
    }

    /** The last token of an open call for that answer that was sent before {@code at}. */
    Optional<String> lastToken(MessageId answer, long at) {
        return calls.getOrDefault(answer, List.of()).stream()
                .filter(call -> call.isOpen)
                .flatMap(call -> call.tokens.stream())
                .filter(token -> token.at <= at)
                .map(Token::text)
                .reduce((_, later) -> later);
    }

    List<Sent> sent() {
        List<Sent> all = new ArrayList<>();
        calls.forEach((answer, made) ->
                all.add(new Sent(answer, made.stream().map(Call::text).toList())));
        return all;
    }

    /** The server said that it keeps that text until it is sent. */
    void followUpTaken(ConversationId id, MessageId followUp) {
        followUps.put(followUp, id);
    }

    /** Those that neither wait nor were sent, where nothing was deleted. */
    List<String> lostFollowUps() {
        List<String> lost = new ArrayList<>();
        followUps.forEach((followUp, id) -> {
            boolean isSent =
                    messages(id).stream().anyMatch(message -> message.id().equals(followUp));
            boolean waits = owner(id).flatMap(owner -> tables.followUps().list(owner, id)).stream()
                    .flatMap(all -> all.items().stream())
                    .anyMatch(item -> item.id().equals(followUp));
            if (!isSent && !waits && !pruned.contains(id)) {
                lost.add("the follow-up " + followUp + " of conversation " + id + " was taken, and is nowhere");
            }
        });
        return lost;
    }

    /** Somebody deletes there, so that things may be missing. */
    void deletes(ConversationId id) {
        pruned.add(id);
    }

    private record Token(long at, String text) {}

    /** What one call sent. */
    static final class Call {

        private final int number;
        private final long began;
        private final List<Token> tokens = new ArrayList<>();
        private boolean isOpen = true;

        private Call(int number, long began) {
            this.number = number;
            this.began = began;
        }

        String token(long at) {
            String text = "[" + number + "." + tokens.size() + "]";
            tokens.add(new Token(Math.max(began, at), text));
            return text;
        }

        void closed() {
            isOpen = false;
        }

        private String text() {
            var text = new StringBuilder();
            tokens.forEach(token -> text.append(token.text));
            return text.toString();
        }
    }
}
