package dev.polylogue.server.settings;

import dev.polylogue.engine.conversation.Conversations;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.command.UserSettings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows and changes what a person has set. */
@RestController
@RequestMapping("/api/settings")
final class SettingsController {

    private final Conversations conversations;

    SettingsController(Conversations conversations) {
        this.conversations = conversations;
    }

    @GetMapping
    UserSettings settings(UserId user) {
        return conversations.settings(user);
    }

    @PatchMapping
    UserSettings patch(UserId user, @RequestBody UserSettings patch) {
        return conversations.patchSettings(user, patch);
    }
}
