package dev.polylogue.server.health;

import dev.polylogue.engine.conversation.Conversations;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.StoreException;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whether this server can serve: with 200 while its store answers, with 503 while it does not. The path and the words are
 * those of Spring Boot's Actuator, which watchers of servers are set up for.
 */
@Hidden
@RestController
final class HealthController {

    private final Conversations conversations;

    HealthController(Conversations conversations) {
        this.conversations = conversations;
    }

    @GetMapping("/actuator/health")
    ResponseEntity<Map<String, String>> health() {
        try {
            // The least there is to read.
            conversations.settings(UserId.LOCAL);
            return ResponseEntity.ok(Map.of("status", "UP"));
        } catch (StoreException failure) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(Map.of("status", "DOWN"));
        }
    }
}
