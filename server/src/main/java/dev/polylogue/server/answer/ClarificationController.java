package dev.polylogue.server.answer;

import dev.polylogue.engine.conversation.Answers;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.command.AnswerClarification;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.server.limit.TextLimit;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes a person's answers to the questions of a model. */
@RestController
@RequestMapping("/api/clarifications/{id}")
final class ClarificationController {

    private final Answers answers;
    private final TextLimit textLimit;

    ClarificationController(Answers answers, TextLimit textLimit) {
        this.answers = answers;
        this.textLimit = textLimit;
    }

    @PostMapping("/answer")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void answer(UserId user, @PathVariable ClarificationId id, @RequestBody AnswerClarification answer) {
        textLimit.check(answer.text());
        answers.answer(user, id, answer);
    }

    @PostMapping("/decline")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void decline(UserId user, @PathVariable ClarificationId id) {
        answers.decline(user, id);
    }
}
