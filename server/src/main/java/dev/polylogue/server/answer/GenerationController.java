package dev.polylogue.server.answer;

import dev.polylogue.engine.conversation.Answers;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.command.ActiveGeneration;
import dev.polylogue.protocol.command.StopReport;
import dev.polylogue.protocol.id.GenerationId;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows and stops generations. A stop is answered after the end is stored. */
@RestController
@RequestMapping("/api/generations")
final class GenerationController {

    private final Answers answers;

    GenerationController(Answers answers) {
        this.answers = answers;
    }

    @GetMapping
    List<ActiveGeneration> active(UserId user) {
        return answers.active(user);
    }

    @PostMapping("/{id}/stop")
    StopReport stop(UserId user, @PathVariable GenerationId id) {
        return answers.stop(user, id);
    }

    @Operation(
            summary = "Answer this one next",
            description =
                    "Of the caller's answers that wait for the same provider this one is the next; nobody else's turn"
                            + " changes. One that does not wait stays as it is.")
    @PostMapping("/{id}/front")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void moveToFront(UserId user, @PathVariable GenerationId id) {
        answers.moveToFront(user, id);
    }

    @PostMapping("/stop")
    List<StopReport> stop(UserId user, @RequestBody StopWish wish) {
        wish.check();
        if (wish.pageId() != null) {
            return answers.stopPage(user, wish.pageId());
        }
        return wish.ids() == null ? answers.stopAll(user) : answers.stop(user, wish.ids());
    }
}
