package dev.polylogue.server.conversation;

import dev.polylogue.engine.conversation.Conversations;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.command.CreateConversation;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.conversation.ConversationDetails;
import dev.polylogue.protocol.conversation.ConversationPage;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.server.limit.TextLimit;
import dev.polylogue.server.problem.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes, lists, shows, changes and deletes conversations. */
@RestController
@RequestMapping("/api/conversations")
final class ConversationController {

    private static final int MAX_PAGE = 200;

    private static final String PATCH = """
            {"systemPrompt": "Be short.", "options": {"temperature": 0.3, "reasoningEffort": "low"}}""";

    private final Conversations conversations;
    private final TextLimit textLimit;

    ConversationController(Conversations conversations, TextLimit textLimit) {
        this.conversations = conversations;
        this.textLimit = textLimit;
    }

    @GetMapping
    ConversationPage list(
            UserId user,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "false") boolean archived) {
        if (limit < 1) {
            throw RefusedException.badRequest("limit", "The parameter limit must be 1 to " + MAX_PAGE + ".");
        }
        return conversations.list(user, archived, Math.min(limit, MAX_PAGE), after);
    }

    @PostMapping
    ResponseEntity<ConversationDetails> create(UserId user, @RequestBody CreateConversation wish) {
        textLimit.check(wish.title(), wish.systemPrompt());
        var created = conversations.create(user, wish);
        if (!created.isNew()) {
            return ResponseEntity.ok(created.conversation());
        }
        var address = URI.create(
                "/api/conversations/" + created.conversation().summary().id());
        return ResponseEntity.created(address).body(created.conversation());
    }

    @GetMapping("/{id}")
    ConversationDetails details(UserId user, @PathVariable ConversationId id) {
        return conversations.details(user, id);
    }

    @Operation(
            summary = "Change a conversation",
            description = "What is left out stays as it is; options take the place of all options before.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = PatchConversation.class),
                                            examples = @ExampleObject(PATCH))))
    @PatchMapping("/{id}")
    ConversationDetails patch(UserId user, @PathVariable ConversationId id, @RequestBody PatchConversation patch) {
        textLimit.check(patch.title(), patch.systemPrompt());
        return conversations.patch(user, id, patch);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(UserId user, @PathVariable ConversationId id) {
        conversations.delete(user, id);
    }

    @DeleteMapping("/{id}/messages/{messageId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteMessage(UserId user, @PathVariable ConversationId id, @PathVariable MessageId messageId) {
        conversations.deleteMessage(user, id, messageId);
    }
}
