package dev.polylogue.server.follow;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The event loop that reads from model servers: one thread, which must not be blocked.
 *
 * @param executor whoever made it ends it, after the streams
 * @param afterReads takes what the loop is to do whenever it has read something
 */
public record UpstreamLoop(Executor executor, Consumer<Runnable> afterReads) {}
