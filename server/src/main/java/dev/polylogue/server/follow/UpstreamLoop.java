package dev.polylogue.server.follow;

import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The event loop that reads from model servers: one thread, which must not be blocked.
 *
 * @param executor whoever made it ends it, after the streams
 * @param afterReads takes what the loop is to do whenever it has read something
 * @param aroundWindows takes what it is to do before and after it reads what came in a window, of answers that may wait
 */
public record UpstreamLoop(
        Executor executor, Consumer<Runnable> afterReads, BiConsumer<Runnable, Runnable> aroundWindows) {}
