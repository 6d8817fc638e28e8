package dev.polylogue.server.usage;

import dev.polylogue.engine.conversation.Conversations;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.message.UsageOfDay;
import dev.polylogue.server.problem.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what a person's answers took, by day and model. */
@RestController
@RequestMapping("/api/usage")
final class UsageController {

    private static final int MAX_DAYS = 366;
    private static final String EXAMPLE = """
            [{"day": "2026-11-25", "model": "openai/gpt-5", "answers": 12, "usage": {"inputTokens": 48211,
              "outputTokens": 9120, "reasoningTokens": 2048, "cachedInputTokens": 30000,
              "cost": {"micros": 117713, "currency": "USD"}}}]""";

    private final Conversations conversations;

    UsageController(Conversations conversations) {
        this.conversations = conversations;
    }

    @Operation(
            summary = "What answers took",
            description =
                    "By day (UTC) and model, oldest first; today is one of the days. Stopped and failed answers count.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", examples = @ExampleObject(EXAMPLE)))
    @GetMapping
    List<UsageOfDay> usage(UserId user, @RequestParam(defaultValue = "30") int days) {
        if (days < 1 || days > MAX_DAYS) {
            throw RefusedException.badRequest("days", "The parameter days must be 1 to " + MAX_DAYS + ".");
        }
        return conversations.usage(user, days);
    }
}
