package dev.polylogue.server.limit;

import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * The connections of clients, of which there are never more than the process may open files for: a database and model
 * servers want some too, and a server that cannot accept a connection cannot be stopped by a request either. The last
 * quarter of them takes short requests only, so that a stop gets through when all else is streams. Any thread may use it.
 */
@Component
final class TomcatConnections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(TomcatConnections.class);

    /** What the server opens itself after this moment: classes, the database, the loops of its clients. */
    private static final long OWN = 24;

    /** So few that a person should know. */
    private static final int FEW = 500;

    private final LoadMeasure measure;
    private volatile @Nullable AbstractProtocol<?> protocol;

    TomcatConnections(LoadMeasure measure) {
        this.measure = measure;
    }

    @Override
    public int getOrder() {
        // After Spring has set what the settings say.
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractProtocol<?> http) {
                int allowed = allowed(measure.now());
                if (allowed < FEW) {
                    LOG.warn("At most {} connections: this process may open few files (ulimit -n).", allowed);
                }
                http.setMaxConnections(Math.min(allowed, http.getMaxConnections()));
                protocol = http;
            }
        });
    }

    /** Two of three that are left: each stream of an answer needs another one to its model. */
    static int allowed(Load load) {
        return Math.clamp((load.filesLeft() - OWN) * 2 / 3, 8, Integer.MAX_VALUE);
    }

    /** Whether the last quarter is in use. */
    boolean areScarce() {
        AbstractProtocol<?> http = protocol;
        return http != null && http.getConnectionCount() > http.getMaxConnections() / 4L * 3;
    }
}
