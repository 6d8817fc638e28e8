package dev.polylogue.faults;

import dev.polylogue.faults.Api.Answer;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.SimulatedUpstream;
import dev.polylogue.testkit.UpstreamRequest;
import dev.polylogue.testkit.checker.History;
import dev.polylogue.testkit.checker.HistoryRecorder;
import dev.polylogue.testkit.checker.Sent;
import dev.polylogue.testkit.checker.StoreView;
import dev.polylogue.testkit.checker.Told;
import dev.polylogue.testkit.checker.Told.Accepted;
import dev.polylogue.testkit.process.ServerCommand;
import dev.polylogue.testkit.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A server process in front of a simulated model server, and the record of all that is said and seen there. Every prompt
 * begins with a word of its own, by which the model server's calls are found again. Any thread may use it, but one at a
 * time starts and ends the server.
 */
final class Stage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> GENEROUS = List.of(
            "--polylogue.limits.requests-per-minute=1000000",
            "--polylogue.limits.answers-per-minute=1000000",
            "--polylogue.limits.event-connections=10000");

    private final SimulatedUpstream upstream = SimulatedUpstream.start();
    private final HistoryRecorder record = new HistoryRecorder();
    private final Map<MessageId, String> marks = new ConcurrentHashMap<>();
    private final Set<ConversationId> conversations = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Follower> followers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger prompts = new AtomicInteger();
    private final ServerCommand command;
    private ServerProcess server;
    private Api api;

    private Stage(Path data, UnaryOperator<ServerCommand> more) throws IOException, InterruptedException {
        command = more.apply(ServerCommand.in(data).provider(upstream.baseUrl()).with(GENEROUS.toArray(String[]::new)));
        server = command.start();
        api = new Api(server.address());
    }

    static Stage open(Path data, String... arguments) throws IOException, InterruptedException {
        return new Stage(data, start -> start.with(arguments));
    }

    /** With a say in how the server is started. */
    static Stage open(Path data, UnaryOperator<ServerCommand> more) throws IOException, InterruptedException {
        return new Stage(data, more);
    }

    SimulatedUpstream upstream() {
        return upstream;
    }

    ServerProcess server() {
        return server;
    }

    Api api() {
        return api;
    }

    HistoryRecorder record() {
        return record;
    }

    /** Starts a server on the same data and the same port, after the one before has ended. */
    void restart() throws IOException, InterruptedException {
        int port = server.port();
        server = command.port(port).start();
        api.close();
        api = new Api(server.address());
    }

    /** Follows the chunks of a generation from that offset on, straight from the server. */
    ChunkFollower follow(Accepted accepted, long offset, String name) {
        return follow(accepted, offset, server.port(), name, true);
    }

    /** The same through any port; one that is disturbed may lag. */
    ChunkFollower follow(Accepted accepted, long offset, int port, String name, boolean isUndisturbed) {
        var follower = new ChunkFollower(port, accepted, offset, record.view(name, isUndisturbed));
        followers.add(follower);
        follower.start();
        return follower;
    }

    /** Follows everything. */
    FeedFollower followAll(int port, String name, boolean isUndisturbed) {
        var follower = new FeedFollower(port, record.view(name, isUndisturbed));
        followers.add(follower);
        follower.start();
        return follower;
    }

    /** Begins an answer of that model in a new conversation. */
    Accepted begin(String model) throws IOException, InterruptedException {
        String conversation = api.newConversation(model);
        return accepted(send(conversation));
    }

    /** Begins as many of them, all at once. */
    List<Accepted> begin(String model, int count) throws InterruptedException {
        return Together.all(count, _ -> begin(model));
    }

    /** Sends a prompt of its own there, whatever comes of it. */
    Told send(String conversation) throws IOException, InterruptedException {
        return send(conversation, "please");
    }

    /** Sends a prompt of a word of its own and these there. */
    Told send(String conversation, String words) throws IOException, InterruptedException {
        String mark = "p" + prompts.incrementAndGet();
        return ask(conversation, "messages", Map.of("text", mark + " " + words), mark);
    }

    /** Wants more of an answer that was cut short. */
    Accepted goOn(Accepted before) throws IOException, InterruptedException {
        return ask(before, "continue");
    }

    /** Wants another answer. */
    Accepted again(Accepted before) throws IOException, InterruptedException {
        return ask(before, "regenerate");
    }

    private Accepted ask(Accepted before, String verb) throws IOException, InterruptedException {
        return accepted(wish(before, verb));
    }

    /** Wants more of an answer, or another, whatever comes of it. */
    Told wish(Accepted before, String verb) throws IOException, InterruptedException {
        String path = "messages/" + before.assistantMessage() + "/" + verb;
        return ask(before.conversation().toString(), path, Map.of(), mark(before));
    }

    /** The word by which the model server's calls for this answer are known. */
    String mark(Accepted accepted) {
        return marks.getOrDefault(accepted.assistantMessage(), "");
    }

    private Told ask(String conversation, String path, Map<String, String> more, String mark)
            throws IOException, InterruptedException {
        UUID request = UUID.randomUUID();
        Map<String, String> body = new HashMap<>(more);
        body.put("requestId", request.toString());
        long asked = System.nanoTime();
        var id = ConversationId.of(conversation);
        conversations.add(id);
        Told told;
        try {
            Answer answer = api.post("/api/conversations/" + conversation + "/" + path, body);
            told = told(asked, id, new RequestId(request), answer);
        } catch (IOException gone) {
            told = new Told.Unanswered(asked, id);
        }
        if (told instanceof Accepted accepted) {
            marks.put(accepted.assistantMessage(), mark);
        }
        record.told(told);
        return told;
    }

    private static Told told(long asked, ConversationId conversation, RequestId request, Answer answer) {
        long now = System.nanoTime();
        return switch (answer.status()) {
            case 202 ->
                new Accepted(
                        asked,
                        now,
                        request,
                        conversation,
                        GenerationId.of(answer.field("generationId")),
                        MessageId.of(answer.field("userMessageId")),
                        MessageId.of(answer.field("assistantMessageId")));
            case 409 ->
                answer.field("code").equals("conversation-busy")
                        ? new Told.Busy(asked, now, conversation, GenerationId.of(answer.field("generationId")))
                        : new Told.Unanswered(asked, conversation); // An answer that is complete cannot go on.
            default -> throw new AssertionError("neither taken nor busy: " + answer);
        };
    }

    static Accepted accepted(Told told) {
        if (told instanceof Accepted accepted) {
            return accepted;
        }
        throw new AssertionError("not taken: " + told);
    }

    /** Stops it; the report. */
    Answer stop(Accepted accepted) throws IOException, InterruptedException {
        long asked = System.nanoTime();
        Answer report = api.post("/api/generations/" + accepted.generation() + "/stop", Map.of());
        record.told(stopped(asked, accepted, report));
        return report;
    }

    /** What a report of a stop says, which was asked for at that moment. */
    static Told.Stopped stopped(long asked, Accepted accepted, Answer report) {
        return new Told.Stopped(
                asked,
                System.nanoTime(),
                accepted.conversation(),
                accepted.generation(),
                GenerationPhase.ofWire(report.field("state")),
                report.body().path("savedCharacters").asLong());
    }

    void delete(Accepted accepted) throws IOException, InterruptedException {
        long asked = System.nanoTime();
        Answer answer = api.delete("/api/conversations/" + accepted.conversation());
        if (answer.status() != 204) {
            throw new AssertionError("not deleted: " + answer);
        }
        record.told(new Told.Deleted(asked, System.nanoTime(), accepted.conversation()));
    }

    /** Reads all conversations of this stage, and records what it found. */
    StoreView look() throws IOException, InterruptedException {
        long from = System.nanoTime();
        Map<ConversationId, List<Message>> found = new HashMap<>();
        for (ConversationId id : conversations) {
            Optional<List<Message>> messages = messages(id);
            messages.ifPresent(there -> found.put(id, there));
        }
        var view = new StoreView(from, System.nanoTime(), found);
        record.store(view);
        return view;
    }

    /** The messages of a conversation; empty where there is none. */
    Optional<List<Message>> messages(ConversationId id) throws IOException, InterruptedException {
        Answer answer = api.get("/api/conversations/" + id);
        return switch (answer.status()) {
            case 200 -> Optional.of(Api.messages(answer));
            case 404 -> Optional.empty();
            default -> throw new AssertionError("conversation " + id + ": " + answer);
        };
    }

    /** An answer as it is stored. */
    Message answer(Accepted accepted) throws IOException, InterruptedException {
        return messages(accepted.conversation()).stream()
                .flatMap(List::stream)
                .filter(message -> message.id().equals(accepted.assistantMessage()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the answer is lost: " + accepted));
    }

    /** The model server's calls for that answer, in their order. */
    List<UpstreamRequest> calls(Accepted accepted) {
        return upstream.requests(mark(accepted));
    }

    /** The model server's call number {@code nth} for that answer, from 1; waits for it. */
    UpstreamRequest call(Accepted accepted, int nth) {
        Await.until(
                "call " + nth + " for " + accepted.assistantMessage(),
                PATIENCE,
                () -> calls(accepted).size() >= nth);
        return calls(accepted).get(nth - 1);
    }

    /** All that happened; what the model server sent is as of now. */
    History history() {
        Map<String, List<String>> texts = new HashMap<>();
        for (UpstreamRequest call : upstream.requests()) {
            texts.computeIfAbsent(call.mark(), _ -> new ArrayList<>()).add(call.textSent());
        }
        History seen = record.history();
        List<Sent> sent = new ArrayList<>();
        marks.forEach((message, mark) -> {
            // What another provider says is not known here, and may be anything.
            if (texts.containsKey(mark)) {
                sent.add(new Sent(message, texts.get(mark)));
            }
        });
        return new History(sent, seen.told(), seen.views(), seen.stores());
    }

    @Override
    public void close() throws IOException {
        for (Follower follower : followers) {
            follower.close();
        }
        api.close();
        if (server.isAlive()) {
            server.close();
        }
        upstream.close();
        if (!server.complaints().isEmpty()) {
            throw new AssertionError("in the server's log:\n" + String.join("\n", server.log()));
        }
    }
}
