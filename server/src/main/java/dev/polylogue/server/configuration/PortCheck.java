package dev.polylogue.server.configuration;

import java.util.regex.Pattern;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/** Refuses a port that is none by its name: Spring reads it in several places, and not all of them tell which. */
public final class PortCheck implements EnvironmentPostProcessor, Ordered {

    private static final String NAME = "server.port";
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final int MAX = 65_535;

    @Override
    public int getOrder() {
        // After all configuration files are read.
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String port = environment.getProperty(NAME, "0").strip();
        if (!PORT.matcher(port).matches() || Integer.parseInt(port) > MAX) {
            throw new WrongSettingException(NAME + " cannot be '" + port + "': it is a number from 0 to " + MAX);
        }
    }
}
