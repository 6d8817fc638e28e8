package dev.polylogue.server.follow;

import dev.polylogue.engine.conversation.Answers;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.server.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;

/** Streams the chunks of one generation, from any offset to its end. Any thread may use it. */
@Component
public final class ChunkStreams {

    private final LiveLogs logs;
    private final Answers answers;
    private final Time time;
    private final OpenStreams streams;
    private final StreamWriter writer;

    ChunkStreams(LiveLogs logs, Answers answers, Time time, OpenStreams streams, StreamWriter writer) {
        this.logs = logs;
        this.answers = answers;
        this.time = time;
        this.streams = streams;
        this.writer = writer;
    }

    /** Streams a generation to the client that began it: should that client hang up, the generation is stopped. */
    public void serveOwn(UserId user, GenerationId id, HttpServletRequest request, HttpServletResponse response) {
        serve(user, id, 0, false, request, response, hangUp(user, id));
    }

    /**
     * As {@link #serveOwn}, from an offset on; the stream ends also where a person is waited for, as the AI SDK's clients
     * expect: they come again with the answer. What ends there goes on waiting.
     */
    public void serveTurn(
            UserId user, GenerationId id, long offset, HttpServletRequest request, HttpServletResponse response) {
        serve(user, id, offset, true, request, response, hangUp(user, id));
    }

    /** As {@link #serveTurn} to a client that only looks on: should it hang up, nothing else happens. */
    public void serveTurnAgain(UserId user, GenerationId id, HttpServletRequest request, HttpServletResponse response) {
        serve(user, id, 0, true, request, response, () -> {});
    }

    private Runnable hangUp(UserId user, GenerationId id) {
        return () -> time.startThread("hang-up", () -> answers.hangUp(user, id));
    }

    /** Streams a generation to a client that only looks on: should it hang up, nothing else happens. */
    void serve(UserId user, GenerationId id, long offset, HttpServletRequest request, HttpServletResponse response) {
        serve(user, id, offset, false, request, response, () -> {});
    }

    private void serve(
            UserId user,
            GenerationId id,
            long offset,
            boolean endsAtQuestions,
            HttpServletRequest request,
            HttpServletResponse response,
            Runnable whenHungUp) {
        GenerationLog log = logs.find(user, id).orElseThrow(() -> gone(user, id));
        var stream = new ChunkStream(time, writer, streams.take(), log, offset, endsAtQuestions, whenHungUp);
        response.setHeader("x-vercel-ai-ui-message-stream", "v1");
        TomcatWire.open(request, response, stream);
    }

    private RuntimeException gone(UserId user, GenerationId id) {
        return answers.isKnown(user, id)
                ? RefusedException.because(
                        ErrorCode.LOG_GONE,
                        "The live chunks are no longer kept: read the conversation's message instead.")
                : RefusedException.because(ErrorCode.NOT_FOUND, "There is no such generation.");
    }
}
