package dev.polylogue.server.answer;

import dev.polylogue.engine.conversation.Answers;
import dev.polylogue.engine.identity.UserId;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes a person's word on tool calls that wait for it. */
@RestController
@RequestMapping("/api/tool-calls/{id}")
final class ToolCallController {

    private final Answers answers;

    ToolCallController(Answers answers) {
        this.answers = answers;
    }

    /**
     * How far the word goes.
     *
     * @param always whether it holds for this tool in this conversation from now on; null: no
     */
    record Word(@Nullable Boolean always) {

        boolean holdsAlways() {
            return always != null && always;
        }
    }

    @Operation(
            summary = "Let a tool call run",
            description = "The id is that of the approval, or of the tool call where only one that waits is named so."
                    + " The same word again is no error; the other one is 409 wrong-state.")
    @PostMapping("/approve")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void approve(UserId user, @PathVariable String id, @RequestBody(required = false) @Nullable Word word) {
        answers.approve(user, id, word != null && word.holdsAlways());
    }

    @Operation(summary = "Do not let a tool call run", description = "As approve. The model is told, and goes on.")
    @PostMapping("/deny")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void deny(UserId user, @PathVariable String id, @RequestBody(required = false) @Nullable Word word) {
        answers.deny(user, id, word != null && word.holdsAlways());
    }
}
