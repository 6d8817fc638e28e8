package dev.polylogue.server.aisdk;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.command.ActiveGeneration;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.server.follow.ChatSockets.Line;
import dev.polylogue.server.follow.TurnStart;
import dev.polylogue.server.problem.Problem;
import dev.polylogue.server.problem.Problems;
import dev.polylogue.server.problem.RefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one client says over its WebSocket. The connection's thread only reads; each request is done on a thread of its
 * own, so that none waits for another's.
 *
 * <p>A request is {@linkplain Progress starting} until its turn is followed. An abort in that time is only noted; whoever
 * starts it finds the note, and stops what has begun.
 */
final class ChatTalk implements Consumer<String> {

    /** How many requests of one connection may be answered at the same time. */
    static final int MAX_REQUESTS = 256;

    private static final int MAX_ID = 200;

    /** Refuses a request that may not be done now, as the filters refuse one over HTTP. */
    interface Gate {
        void check(boolean beginsAnswer);
    }

    private enum Progress {
        STARTING,
        ABORTED
    }

    private final UserId user;
    private final Line line;
    private final ChatTurns turns;
    private final Gate gate;
    private final Time time;
    private final JsonMapper mapper;
    private final Map<String, Progress> starting = new ConcurrentHashMap<>();

    ChatTalk(UserId user, Line line, ChatTurns turns, Gate gate, Time time, JsonMapper mapper) {
        this.user = user;
        this.line = line;
        this.turns = turns;
        this.gate = gate;
        this.time = time;
        this.mapper = mapper;
    }

    @Override
    public void accept(String message) {
        SocketRequest request;
        try {
            request = mapper.readValue(message, SocketRequest.class);
        } catch (JacksonException notOne) {
            line.refuse("That is no message of the AI SDK's WebSocketChatTransport.");
            return;
        }
        String requestId = request.requestId();
        String type = request.type() == null ? "" : request.type();
        if (requestId == null || requestId.isEmpty() || requestId.length() > MAX_ID) {
            line.refuse("Each message needs a requestId of at most " + MAX_ID + " characters.");
            return;
        }
        switch (type) {
            case "send" -> start(requestId, true, () -> send(requestId, request));
            case "resume" -> start(requestId, false, () -> resume(requestId, request));
            case "abort" -> abort(requestId);
            default -> line.refuse("The type of a message must be send, resume or abort.");
        }
    }

    private void start(String requestId, boolean beginsAnswer, Supplier<@Nullable Object> work) {
        try {
            gate.check(beginsAnswer);
            if (starting.size() + line.following() >= MAX_REQUESTS) {
                throw RefusedException.because(
                        ErrorCode.RATE_LIMITED, "Too many requests on one connection: wait until some have ended.");
            }
        } catch (RuntimeException refusal) {
            line.say(failed(requestId, refusal));
            return;
        }
        if (line.isFollowing(requestId) || starting.putIfAbsent(requestId, Progress.STARTING) != null) {
            line.refuse("Each request needs a requestId of its own.");
            return;
        }
        time.startThread("chat-request", () -> {
            Object word = outcome(requestId, work);
            boolean isAborted = starting.remove(requestId) == Progress.ABORTED;
            if (isAborted) {
                stop(requestId);
            } else if (word != null) {
                line.say(word);
            }
        });
    }

    /** What there is to say of a request; null where its turn is followed now. */
    private static @Nullable Object outcome(String requestId, Supplier<@Nullable Object> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            return failed(requestId, failure);
        }
    }

    private @Nullable Object send(String requestId, SocketRequest request) {
        ChatTurns.Begun begun = turns.begin(user, request.chat());
        line.follow(requestId, begun.generation(), begun.start());
        return null;
    }

    private @Nullable Object resume(String requestId, SocketRequest request) {
        Optional<ActiveGeneration> active = turns.active(user, request.chat().chat());
        if (active.isEmpty()) {
            return new Word("no-active", requestId);
        }
        TurnStart start = request.start();
        line.say(new Word("start", requestId));
        line.follow(requestId, active.get().id(), start);
        return null;
    }

    private void abort(String requestId) {
        if (starting.computeIfPresent(requestId, (_, _) -> Progress.ABORTED) == null) {
            stop(requestId);
        }
    }

    private void stop(String requestId) {
        Optional<GenerationId> generation = line.leave(requestId);
        generation.ifPresent(id -> time.startThread("chat-abort", () -> turns.stop(user, id)));
    }

    private static Failure failed(String requestId, RuntimeException failure) {
        Problem problem = Problems.explain(failure);
        return new Failure("error", requestId, problem.detail(), problem.code());
    }

    /** A message about a request. */
    private record Word(String type, String requestId) {}

    /** A request is refused; {@code code} is ours, the client passes over it. */
    private record Failure(String type, String requestId, String errorText, String code) {}
}
