package dev.polylogue.server.search;

import dev.polylogue.engine.conversation.Conversations;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.search.SearchPage;
import dev.polylogue.server.problem.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds titles and messages by their words. */
@RestController
final class SearchController {

    private static final int MAX_PAGE = 200;

    private static final String EXAMPLE = """
            {"items": [{
              "conversationId": "0199a5c0-0000-7000-8000-000000000001",
              "title": "Lists in Java",
              "messageId": "0199a5c0-0000-7000-8000-000000000002",
              "role": "assistant",
              "createdAt": "2026-11-22T12:00:00Z",
              "excerpt": [
                {"text": "…which makes a ", "match": false},
                {"text": "fold", "match": true},
                {"text": " of the ", "match": false},
                {"text": "lists", "match": true},
                {"text": " that you have…", "match": false}]}],
             "next": "m4711"}
            """;

    private final Conversations conversations;

    SearchController(Conversations conversations) {
        this.conversations = conversations;
    }

    @Operation(
            summary = "Find titles and messages by their words",
            description =
                    "All words must be there; the last may be the beginning of one. Upper case and accents make no "
                            + "difference, and no sign has a meaning of its own. Titles come first (without messageId and role), "
                            + "then messages, of each the newest first.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SearchPage.class),
                            examples = @ExampleObject(EXAMPLE)))
    @GetMapping("/api/search")
    SearchPage search(
            UserId user,
            @Parameter(
                            description = "What is looked for; without a letter or digit in it nothing is found",
                            example = "fold list")
                    @RequestParam
                    String q,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String after) {
        if (limit < 1) {
            throw RefusedException.badRequest("limit", "The parameter limit must be 1 to " + MAX_PAGE + ".");
        }
        return conversations.search(user, q, limit, after);
    }
}
