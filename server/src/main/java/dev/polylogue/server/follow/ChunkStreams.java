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

    ChunkStreams(LiveLogs logs, Answers answers, Time time, OpenStreams streams, StreamWriters writers) {
        this.logs = logs;
        this.answers = answers;
        this.time = time;
        this.streams = streams;
        this.writer = writers.atOnce();
    }

    /** Streams a generation to the client that began it: should that client hang up, the generation is stopped. */
    public void serveOwn(UserId user, GenerationId id, HttpServletRequest request, HttpServletResponse response) {
        serve(user, id, 0, hangUp(user, id), request, response);
    }

    /** Streams a generation to a client that only looks on: should it hang up, nothing else happens. */
    void serve(UserId user, GenerationId id, long offset, HttpServletRequest request, HttpServletResponse response) {
        serve(user, id, offset, () -> {}, request, response);
    }

    private void serve(
            UserId user,
            GenerationId id,
            long offset,
            Runnable whenHungUp,
            HttpServletRequest request,
            HttpServletResponse response) {
        GenerationLog log = log(user, id);
        open(new ChunkStream(time, writer, streams.take(), log, offset, whenHungUp), request, response);
    }

    /**
     * Streams a turn of a generation to a client of the AI SDK.
     *
     * @param isOwn whether the generation is stopped should that client hang up before the turn is over
     */
    public void serveTurn(
            UserId user,
            GenerationId id,
            TurnStart start,
            ChunkSet set,
            boolean isOwn,
            HttpServletRequest request,
            HttpServletResponse response) {
        Runnable whenHungUp = isOwn ? hangUp(user, id) : () -> {};
        GenerationLog log = log(user, id);
        open(new TurnStream(time, writer, streams.take(), log, start, set, whenHungUp), request, response);
    }

    private static void open(OpenStream stream, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("x-vercel-ai-ui-message-stream", "v1");
        TomcatWire.open(request, response, stream);
    }

    private Runnable hangUp(UserId user, GenerationId id) {
        return () -> time.startThread("hang-up", () -> answers.hangUp(user, id));
    }

    /** The live log of a generation of {@code user}; refuses where there is none. */
    GenerationLog log(UserId user, GenerationId id) {
        return logs.find(user, id).orElseThrow(() -> gone(user, id));
    }

    private RuntimeException gone(UserId user, GenerationId id) {
        return answers.isKnown(user, id)
                ? RefusedException.because(
                        ErrorCode.LOG_GONE,
                        "The live chunks are no longer kept: read the conversation's message instead.")
                : RefusedException.because(ErrorCode.NOT_FOUND, "There is no such generation.");
    }
}
