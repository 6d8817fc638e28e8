package dev.polylogue.server.leaving;

import dev.polylogue.engine.conversation.Answers;
import dev.polylogue.engine.conversation.Conversations;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.command.OnLeave;
import dev.polylogue.server.configuration.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Stops what the pages of a browser started that has left, if its person wants that. Any thread may use it. */
@Component
final class Farewell {

    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    private final Answers answers;
    private final Conversations conversations;
    private final OnLeave unlessSet;

    Farewell(Answers answers, Conversations conversations, Settings settings) {
        this.answers = answers;
        this.conversations = conversations;
        this.unlessSet = settings.chat().onLeave();
    }

    /** Returns at once: stopping waits for model servers and the store, and the caller is a timer. */
    void left(UserId user, String browser) {
        Thread.ofVirtual().name("left-" + browser).start(() -> stopUnlessWanted(user, browser));
    }

    private void stopUnlessWanted(UserId user, String browser) {
        try {
            OnLeave set = conversations.settings(user).onLeave();
            switch (set == null ? unlessSet : set) {
                case STOP -> answers.stopBrowser(user, browser);
                case CONTINUE -> LOG.debug("a browser left, and its answers go on");
            }
        } catch (RuntimeException failure) {
            LOG.warn("could not stop what a browser that left had started", failure);
        }
    }
}
