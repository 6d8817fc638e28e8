package dev.polylogue.server.model;

import dev.polylogue.engine.conversation.Conversations;
import dev.polylogue.protocol.command.ModelInfo;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the models of all model servers. */
@RestController
final class ModelController {

    private final Conversations conversations;

    ModelController(Conversations conversations) {
        this.conversations = conversations;
    }

    @GetMapping("/api/models")
    List<ModelInfo> models() {
        return conversations.models();
    }
}
