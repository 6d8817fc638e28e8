package dev.polylogue.server.token;

import dev.polylogue.engine.conversation.ApiTokens;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ApiTokenId;
import dev.polylogue.server.identity.Caller;
import dev.polylogue.server.problem.RefusedException;
import dev.polylogue.server.security.ApiToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes, lists and removes the tokens of a person's programs. */
@RestController
@RequestMapping("/api/tokens")
final class TokenController {

    private static final int SECRET_BYTES = 32;
    private static final String EXAMPLE = """
            {"name": "my editor"}""";

    private final ApiTokens tokens;
    private final SecureRandom random;

    TokenController(ApiTokens tokens, SecureRandom random) {
        this.tokens = tokens;
        this.random = random;
    }

    /** What a person wants. */
    record Wish(@Nullable String name) {}

    /** Shown once: the secret is not kept. */
    record Made(ApiTokenId id, String name, String token) {

        @Override
        public String toString() {
            return "Made[" + id + "]";
        }
    }

    @GetMapping
    List<ApiTokens.Token> list(UserId user) {
        return tokens.all(user);
    }

    @Operation(
            summary = "Make a token",
            description = "Its secret is told in this answer and never again. A token cannot make or remove tokens.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Wish.class),
                                            examples = @ExampleObject(EXAMPLE))))
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Made make(UserId user, @RequestBody Wish wish, HttpServletRequest request) {
        refuseProgram(request);
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret =
                ApiToken.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        ApiTokens.Token made = tokens.add(user, wish.name(), secret);
        return new Made(made.id(), made.name(), secret);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(UserId user, @PathVariable ApiTokenId id, HttpServletRequest request) {
        refuseProgram(request);
        tokens.remove(user, id);
    }

    private static void refuseProgram(HttpServletRequest request) {
        if (Caller.isProgram(request)) {
            throw RefusedException.because(
                    ErrorCode.FORBIDDEN, "A token can not make or remove tokens: do it in the settings.");
        }
    }
}
