package dev.polylogue.testkit.simulation;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A mistake that is made on purpose, to see that a simulation finds it. */
public enum Flaw {
    /** None: what everybody wants. */
    NONE,
    /** An end is said to be stored, and is stored a little later. */
    END_SAID_BEFORE_STORED,
    /** A deletion is said to be done, and is done a little later. */
    DELETION_SAID_BEFORE_DONE,
    /** Checkpoints go nowhere. */
    CHECKPOINT_FORGOTTEN,
    /** Of all ends that the store is asked for, some are thrown away. */
    END_LOST;

    private static final Duration LATER = Duration.ofMillis(400);

    @Nullable Object access(World world, Host host, Method method, Supplier<@Nullable Object> work) {
        String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        return switch (this) {
            case NONE -> work.get();
            case END_SAID_BEFORE_STORED -> name.equals("GenerationStore.end") ? later(world, host, work) : work.get();
            case DELETION_SAID_BEFORE_DONE ->
                name.equals("ConversationStore.delete") ? later(world, host, work) : work.get();
            case CHECKPOINT_FORGOTTEN -> name.equals("GenerationStore.checkpoint") ? null : work.get();
            case END_LOST -> name.equals("GenerationStore.end") && world.moment() % 2 == 0 ? true : work.get();
        };
    }

    private static Object later(World world, Host host, Supplier<@Nullable Object> work) {
        world.schedule(host, LATER, () -> {
            Object _ = work.get();
        });
        return true;
    }
}
