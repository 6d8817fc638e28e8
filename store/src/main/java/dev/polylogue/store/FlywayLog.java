package dev.polylogue.store;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flyway's own words, one level lower: what it tells at each start is of no interest to the person who starts, and what
 * goes wrong comes as an exception too. Public only because Flyway makes it by its name.
 */
public final class FlywayLog implements LogCreator {

    @Override
    public Log createLogger(Class<?> type) {
        return new Quiet(LoggerFactory.getLogger(type));
    }

    private record Quiet(Logger log) implements Log {

        // Deprecated there, yet without a default.
        @SuppressWarnings("deprecation")
        @Override
        public boolean isDebugEnabled() {
            return log.isTraceEnabled();
        }

        @Override
        public void debug(String message) {
            log.trace(message);
        }

        @Override
        public void info(String message) {
            log.debug(message);
        }

        @Override
        public void warn(String message) {
            log.debug(message);
        }

        @Override
        public void error(String message) {
            log.debug(message);
        }

        @Override
        public void error(String message, Exception failure) {
            log.debug(message, failure);
        }

        @Override
        public void notice(String message) {
            log.debug(message);
        }
    }
}
