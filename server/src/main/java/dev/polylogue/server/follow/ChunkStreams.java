package dev.polylogue.server.follow;

import dev.polylogue.engine.conversation.Answers;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.log.LogFollower;
import dev.polylogue.engine.log.LogSlice;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.server.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Streams the chunks of one generation, from any offset to its end. Any thread may use it; the calling one is held until
 * the stream is over.
 */
@Component
public final class ChunkStreams {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkStreams.class);

    private final LiveLogs logs;
    private final Answers answers;
    private final Time time;
    private final OpenStreams streams;

    ChunkStreams(LiveLogs logs, Answers answers, Time time, OpenStreams streams) {
        this.logs = logs;
        this.answers = answers;
        this.time = time;
        this.streams = streams;
    }

    /** Streams a generation to the client that began it: should that client hang up, the generation is stopped. */
    public void serveOwn(UserId user, GenerationId id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!isServedToItsEnd(user, id, 0, request, response)) {
            answers.hangUp(user, id);
        }
    }

    /** Streams a generation to a client that only looks on: should it hang up, nothing else happens. */
    void serve(UserId user, GenerationId id, long offset, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        isServedToItsEnd(user, id, offset, request, response);
    }

    private boolean isServedToItsEnd(
            UserId user, GenerationId id, long offset, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        GenerationLog log = logs.find(user, id).orElseThrow(() -> gone(user, id));
        try (var _ = streams.take();
                LogFollower follower = log.follow(offset)) {
            response.setHeader("x-vercel-ai-ui-message-stream", "v1");
            return isWrittenToItsEnd(follower, TomcatWire.open(request, response));
        } catch (IOException hungUp) {
            LOG.debug("a client hung up", hungUp);
            return false;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** False where the client is gone before the end; a server that goes away is nobody's hanging up. */
    private boolean isWrittenToItsEnd(LogFollower follower, Wire wire) throws IOException, InterruptedException {
        var heartbeat = new Heartbeat(time);
        var frames = new Frames();
        while (!streams.isClosing()) {
            LogSlice slice = follower.await(Heartbeat.LOOK_EVERY);
            frames.slice(slice);
            if (slice.isEnd()) {
                wire.send(frames.done().take());
                return true;
            }
            if (heartbeat.isLookDue() && wire.isGone()) {
                return false;
            }
            if (heartbeat.isCommentDue()) {
                frames.comment();
            }
            if (!frames.isEmpty()) {
                wire.send(frames.take());
            }
        }
        return true;
    }

    private RuntimeException gone(UserId user, GenerationId id) {
        return answers.isKnown(user, id)
                ? RefusedException.because(
                        ErrorCode.LOG_GONE,
                        "The live chunks are no longer kept: read the conversation's message instead.")
                : RefusedException.because(ErrorCode.NOT_FOUND, "There is no such generation.");
    }
}
