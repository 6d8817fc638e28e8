package dev.polylogue.providers.http;

import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;

/** Opens connections of one kind. */
interface Dialer extends AutoCloseable {

    /**
     * Begins to open one for {@code exchange}, whose event loop {@code loop} is; the future is completed there.
     * {@link IllegalStateException} where the client was closed.
     */
    Future<Connection> dial(HttpAsk ask, InetSocketAddress address, ContextInternal loop, Exchange exchange);

    /** Opens no more; called before the event loops end. */
    @Override
    default void close() {}
}
