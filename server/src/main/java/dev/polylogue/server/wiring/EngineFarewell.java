package dev.polylogue.server.wiring;

import dev.polylogue.engine.conversation.Engine;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Ends the engine before anything else ends, so that each client still sees how its answers ended. */
@Component
final class EngineFarewell implements SmartLifecycle {

    private final Engine engine;
    private volatile boolean isRunning;

    EngineFarewell(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void start() {
        isRunning = true;
    }

    @Override
    public void stop() {
        isRunning = false;
        engine.close();
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
