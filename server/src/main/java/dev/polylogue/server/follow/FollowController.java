package dev.polylogue.server.follow;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.FeedPosition;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.PageId;
import dev.polylogue.server.problem.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The streams that only look on: everything of a person, or one generation from an offset on. */
@RestController
final class FollowController {

    private static final Logger LOG = LoggerFactory.getLogger(FollowController.class);
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final EventStreams events;
    private final ChunkStreams chunks;

    FollowController(EventStreams events, ChunkStreams chunks) {
        this.events = events;
        this.chunks = chunks;
    }

    @Operation(summary = "Follow everything that concerns the caller")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/event-stream"))
    @GetMapping("/api/events")
    void events(
            UserId user,
            @RequestParam(required = false) @Nullable String browser,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (browser != null && !PageId.isName(browser)) {
            throw RefusedException.badRequest(
                    "browser", "The parameter browser must be 1 to 64 letters, digits, - or _.");
        }
        Optional<FeedPosition> lastSeen = Optional.ofNullable(lastEventId).flatMap(FeedPosition::parse);
        events.open(user, browser, lastSeen, request, response);
    }

    @Operation(summary = "Follow one generation from an offset on")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/event-stream"))
    @GetMapping("/api/generations/{id}/chunks")
    void chunks(
            UserId user,
            @PathVariable GenerationId id,
            @RequestParam(defaultValue = "0") long offset,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (offset < 0) {
            throw RefusedException.badRequest("offset", "The parameter offset must be 0 or more.");
        }
        chunks.serve(user, id, lastEventId == null ? offset : behind(lastEventId), request, response);
    }

    private static long behind(String lastEventId) {
        try {
            long last = Long.parseLong(lastEventId);
            if (last >= 0 && last < Long.MAX_VALUE) {
                return last + 1;
            }
        } catch (NumberFormatException notAnOffset) {
            LOG.debug("not an offset", notAnOffset);
        }
        throw RefusedException.badRequest(LAST_EVENT_ID, "The header " + LAST_EVENT_ID + " must be an offset.");
    }
}
