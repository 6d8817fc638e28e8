package dev.polylogue.server.answer;

import dev.polylogue.engine.conversation.FollowUpCommands;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.command.AddFollowUp;
import dev.polylogue.protocol.command.ChangeFollowUp;
import dev.polylogue.protocol.followup.FollowUps;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.server.limit.TextLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes the texts that are to be sent when what streams has ended. */
@RestController
@RequestMapping("/api/conversations/{id}/follow-ups")
final class FollowUpController {

    private final FollowUpCommands followUps;
    private final TextLimit textLimit;

    FollowUpController(FollowUpCommands followUps, TextLimit textLimit) {
        this.followUps = followUps;
        this.textLimit = textLimit;
    }

    @GetMapping
    FollowUps list(UserId user, @PathVariable ConversationId id) {
        return followUps.list(user, id);
    }

    @Operation(
            summary = "Send a message when what streams has ended",
            description = "Where nothing streams, waits or is paused it is sent at once.")
    @ApiResponse(responseCode = "201", description = "it waits, or is being sent")
    @ApiResponse(responseCode = "200", description = "it was there already; nothing changed")
    @ApiResponse(responseCode = "409", description = "queue-full: too many wait")
    @PostMapping
    ResponseEntity<FollowUps> add(
            UserId user,
            @PathVariable ConversationId id,
            @RequestBody AddFollowUp body,
            @RequestHeader(name = PageHeader.NAME, required = false) @Nullable String page) {
        textLimit.check(body.text());
        var added = followUps.add(user, id, body, PageHeader.read(page));
        return ResponseEntity.status(added.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(added.followUps());
    }

    @PatchMapping("/{messageId}")
    FollowUps change(
            UserId user,
            @PathVariable ConversationId id,
            @PathVariable MessageId messageId,
            @RequestBody ChangeFollowUp body) {
        textLimit.check(body.text());
        return followUps.change(user, id, messageId, body);
    }

    @DeleteMapping("/{messageId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(UserId user, @PathVariable ConversationId id, @PathVariable MessageId messageId) {
        followUps.remove(user, id, messageId);
    }

    @PostMapping("/resume")
    @ResponseStatus(HttpStatus.ACCEPTED)
    FollowUps resume(UserId user, @PathVariable ConversationId id) {
        return followUps.resume(user, id);
    }
}
