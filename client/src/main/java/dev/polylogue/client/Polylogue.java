package dev.polylogue.client;

import dev.polylogue.client.Answer.Begun;
import dev.polylogue.client.StreamingConversations.Place;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.ActiveGeneration;
import dev.polylogue.protocol.command.AnswerClarification;
import dev.polylogue.protocol.command.ContinueMessage;
import dev.polylogue.protocol.command.EditMessage;
import dev.polylogue.protocol.command.ModelInfo;
import dev.polylogue.protocol.command.OnLeave;
import dev.polylogue.protocol.command.RegenerateMessage;
import dev.polylogue.protocol.command.SendMessage;
import dev.polylogue.protocol.command.StopReport;
import dev.polylogue.protocol.command.UserSettings;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.protocol.message.AttachmentInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Polylogue server, as a Java program uses it. Any number of conversations stream at once, and none knows of another:
 *
 * <pre>{@code
 * try (Polylogue polylogue = Polylogue.connect("http://127.0.0.1:8080")) {
 *     List<Answer> answers = questions.stream().map(text -> polylogue.ask(text, "polylogue/guide")).toList();
 *     answers.forEach(answer -> System.out.println(answer.text()));
 * }
 * }</pre>
 *
 * <p><b>One stream for each conversation.</b> {@link #streaming} names the conversations that stream in this client. What
 * would begin a second stream in one of them throws {@link ConversationBusyException} at once, without a request, and
 * touches nothing. {@link #cancel} stops one, {@link #cancelAll} all; a stream's end frees its own conversation only.
 * Where another client has an answer in a conversation, the server refuses, with the same exception.
 *
 * <p><b>Threads.</b> Any thread may use it, also while others wait: nothing here is locked while something is waited
 * for. Every call blocks until the server has answered; virtual threads are the natural callers. An interrupt ends the
 * waiting, not the command.
 *
 * <p><b>Errors.</b> All are {@link PolylogueException}. A command that was lost on its way is tried a second time by
 * itself; the server knows a send again by its request id and never answers it twice.
 *
 * <p><b>Life.</b> Keep one for as long as the program asks, and close it. Its threads do not keep a program alive.
 */
public final class Polylogue implements AutoCloseable {

    private final Http http;
    private final Ids ids;
    private final Reconnecting reconnecting;
    private final OnLeave onLeave;
    private final Generations generations;
    private final Conversations conversations;
    private final StreamingConversations streaming = new StreamingConversations();

    Polylogue(Http http, Ids ids, Reconnecting reconnecting, OnLeave onLeave) {
        this.http = http;
        this.ids = ids;
        this.reconnecting = reconnecting;
        this.onLeave = onLeave;
        this.generations = new Generations(http);
        this.conversations = new Conversations(http, ids, streaming);
    }

    /** A client of the server at that address, as {@code http://127.0.0.1:8080}, with all that is usual. */
    public static Polylogue connect(String address) {
        return builder(address).connect();
    }

    /** A client of the server at that address, with all that is usual. */
    public static Polylogue connect(URI address) {
        return new PolylogueBuilder(address).connect();
    }

    /** For a client with a token, or with other times than the usual. */
    public static PolylogueBuilder builder(String address) {
        return new PolylogueBuilder(URI.create(address));
    }

    /** The conversations: to list, make, read, change and delete them. */
    public Conversations conversations() {
        return conversations;
    }

    /** Sends a text in a new conversation, to be answered by that model, {@code provider/model}. */
    public Answer ask(String text, String model) {
        return send(conversations.newId(), new SendMessage(null, null, null, text, model, null));
    }

    /**
     * Sends a text, at the end of what the conversation shows, to be answered by its model. A conversation that is not
     * there yet is made, with the caller's default model.
     */
    public Answer send(ConversationId conversation, String text) {
        return send(conversation, new SendMessage(null, null, null, text, null, null));
    }

    /**
     * Sends a message. Returns once it is stored; the answer is then read from what is returned.
     *
     * @param message what is null in it is chosen: ids are made, it goes below what is shown, the model is the
     *     conversation's
     * @throws ConversationBusyException where the conversation has an answer that has not ended
     */
    public Answer send(ConversationId conversation, SendMessage message) {
        var wish = new SendMessage(
                message.requestId() == null ? newRequest() : message.requestId(),
                message.messageId() == null ? new MessageId(ids.next()) : message.messageId(),
                message.parentId(),
                message.text(),
                message.model(),
                message.attachments());
        return begin(conversation, "", wish);
    }

    /** Words a person's message anew: a new version beside it, and an answer to that. Throws as {@code send}. */
    public Answer edit(ConversationId conversation, MessageId message, String text) {
        return begin(conversation, "/" + message + "/edit", new EditMessage(newRequest(), text));
    }

    /** Makes another version of an answer, by the conversation's model. Throws as {@code send}. */
    public Answer regenerate(ConversationId conversation, MessageId message) {
        return regenerate(conversation, new RegenerateMessage(null, null), message);
    }

    /** Makes another version of an answer, by that model. Throws as {@code send}. */
    public Answer regenerate(ConversationId conversation, MessageId message, String model) {
        return regenerate(conversation, new RegenerateMessage(null, model), message);
    }

    private Answer regenerate(ConversationId conversation, RegenerateMessage wish, MessageId message) {
        return begin(conversation, "/" + message + "/regenerate", new RegenerateMessage(newRequest(), wish.model()));
    }

    /**
     * Goes on from what there is of an answer that was stopped, failed or interrupted, in the same message. Its chunks
     * begin with the text that is there. Throws as {@code send}.
     */
    public Answer continueAnswer(ConversationId conversation, MessageId message) {
        return begin(conversation, "/" + message + "/continue", new ContinueMessage(newRequest()));
    }

    /** All answers of the caller that have not ended, whichever client began them. */
    public List<ActiveGeneration> generations() {
        return generations.active();
    }

    /**
     * Follows an answer that any client began, from a chunk on; 0 for all.
     *
     * @throws RefusedException {@code not-found} where it is none of {@link #generations}; it may have ended, then its
     *     message has all
     * @throws ConversationBusyException where its conversation streams in this client
     */
    public Answer follow(GenerationId generation, long offset) {
        return generations().stream()
                .filter(active -> active.id().equals(generation))
                .findFirst()
                .map(active -> follow(active, offset))
                .orElseThrow(() -> new RefusedException(
                        404, ErrorCode.NOT_FOUND, "That answer is not being written: read its message.", null));
    }

    /** The same without asking for what is active; it may have ended since. */
    public Answer follow(ActiveGeneration generation, long offset) {
        var begun = new Begun(generation.conversationId(), generation.id(), generation.messageId(), null);
        return begin(begun.conversation(), () -> begun, offset);
    }

    /** The conversations with a stream of this client, as of now: begun or followed here, and not ended, stopped or closed. */
    public Set<ConversationId> streaming() {
        return streaming.ids();
    }

    /**
     * Stops what streams in that conversation in this client; see {@link Answer#stop}. Waits for a send that is on its
     * way. Empty where nothing streams there.
     */
    public Optional<StopReport> cancel(ConversationId conversation) {
        return streaming.find(conversation).flatMap(Place::await).map(Answer::stop);
    }

    /** Stops all that streams in this client, and nothing else; a report for each. */
    public List<StopReport> cancelAll() {
        List<Place> places = streaming.all();
        List<GenerationId> begun = places.stream()
                .map(Place::await)
                .flatMap(Optional::stream)
                .map(Answer::generationId)
                .toList();
        List<StopReport> reports = generations.stop(begun);
        places.forEach(streaming::end);
        return reports;
    }

    /** Answers a question of a model, in words; its answer goes on. An ended question is refused: {@code wrong-state}. */
    public void answer(ClarificationId question, String text) {
        answer(question, new AnswerClarification(text, null));
    }

    /** Answers a question that has a form, with the values of its fields; its answer goes on. */
    public void answer(ClarificationId question, JsonNode values) {
        answer(question, new AnswerClarification(null, values));
    }

    private void answer(ClarificationId question, AnswerClarification words) {
        http.command("POST", "/api/clarifications/" + question + "/answer", words);
    }

    /** Says that the question will not be answered; the model goes on without. */
    public void decline(ClarificationId question) {
        http.command("POST", "/api/clarifications/" + question + "/decline", null);
    }

    /**
     * Lets a tool call run that waits for approval.
     *
     * @param approvalId of its {@code tool-approval-request}
     */
    public void approve(String approvalId) {
        decide(approvalId, "approve", false);
    }

    /** Lets it run, and later calls of that tool in this conversation without a question. */
    public void approveAlways(String approvalId) {
        decide(approvalId, "approve", true);
    }

    /** Has a tool call not run; the model is told so, and goes on. */
    public void deny(String approvalId) {
        decide(approvalId, "deny", false);
    }

    /** Has it not run, and models of this conversation not told of that tool any more. */
    public void denyAlways(String approvalId) {
        decide(approvalId, "deny", true);
    }

    private void decide(String approvalId, String word, boolean always) {
        String path = "/api/tool-calls/" + Http.encoded(approvalId) + "/" + word;
        http.command("POST", path, always ? Map.of("always", true) : null);
    }

    /**
     * Gives a file, an image or a text, to be named in {@link SendMessage#attachments}; one that is not sent within a day
     * goes. Not a command that is known again: after {@link UnavailableException} there may be two, of which one goes.
     */
    public AttachmentInfo attach(String name, byte[] bytes) {
        return http.upload("/api/attachments?name=" + Http.encoded(name), bytes, AttachmentInfo.class);
    }

    /** The models that can answer. */
    public List<ModelInfo> models() {
        return List.of(http.get("/api/models", ModelInfo[].class));
    }

    /** What the caller has set. */
    public UserSettings settings() {
        return http.get("/api/settings", UserSettings.class);
    }

    /** Changes what is not null in {@code change}. */
    public UserSettings changeSettings(UserSettings change) {
        return http.call("PATCH", "/api/settings", change, UserSettings.class);
    }

    /**
     * Stops what streams in this client, or leaves it to go on, as {@link PolylogueBuilder#onLeave} says, and cuts what is
     * open: whoever still reads sees {@link AnswerEnd.Left}. Throws {@link PolylogueException} where something may not have
     * been stopped; closed it is all the same.
     */
    @Override
    public void close() {
        try {
            if (onLeave == OnLeave.STOP && !streaming.ids().isEmpty()) {
                cancelAll();
            }
        } finally {
            http.close();
            streaming.all().forEach(place -> place.await().ifPresent(Answer::close));
        }
    }

    private RequestId newRequest() {
        return new RequestId(ids.next());
    }

    private Answer begin(ConversationId conversation, String path, Object wish) {
        return begin(conversation, () -> accepted(conversation, path, wish), 0);
    }

    private Begun accepted(ConversationId conversation, String path, Object wish) {
        Accepted accepted =
                http.call("POST", Conversations.path(conversation) + "/messages" + path, wish, Accepted.class);
        return new Begun(
                conversation, accepted.generationId(), accepted.assistantMessageId(), accepted.userMessageId());
    }

    private Answer begin(ConversationId conversation, Supplier<Begun> wish, long offset) {
        Place place = streaming.begin(conversation);
        @Nullable Answer answer = null;
        try {
            Begun begun = wish.get();
            var reader = new ChunkReader(http, begun.generation(), offset, reconnecting);
            answer = new Answer(http, generations, begun, reader, () -> streaming.end(place));
            place.accepted(answer);
            return answer;
        } finally {
            if (answer == null) {
                streaming.end(place);
            }
        }
    }
}
