package dev.polylogue.server.configuration;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Settles {@code polylogue.data} before configuration files are read, since one of them lies in that folder: makes it
 * absolute, and puts the home folder for a leading {@code ~} that no shell has replaced.
 */
public final class DataFolder implements EnvironmentPostProcessor, Ordered {

    private static final String NAME = "polylogue.data";
    private static final String DEFAULT = "~/.polylogue";

    @Override
    public int getOrder() {
        // Before Spring Boot reads application.yaml and what it imports.
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String given = environment.getProperty(NAME, DEFAULT);
        String folder = Path.of(given.startsWith("~/") ? home() + given.substring(1) : given)
                .toAbsolutePath()
                .normalize()
                .toString();
        environment.getPropertySources().addFirst(new MapPropertySource("data-folder", Map.of(NAME, folder)));
    }

    private static String home() {
        return System.getProperty("user.home");
    }
}
