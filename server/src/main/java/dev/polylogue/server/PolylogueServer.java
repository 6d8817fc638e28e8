package dev.polylogue.server;

import dev.polylogue.server.configuration.Settings;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts Polylogue. A start that fails says why in one line and ends with status 1. */
@SpringBootApplication(proxyBeanMethods = false, exclude = AopAutoConfiguration.class)
@EnableConfigurationProperties(Settings.class)
public class PolylogueServer {

    /** Starts the server with Spring properties as arguments. */
    @SuppressWarnings("SystemExitOutsideMain") // this is what main does
    public static void main(String[] arguments) {
        try {
            start(arguments);
        } catch (SpringApplication.AbandonedRunException buildOnly) {
            // The build asks Spring what it would set up, and ends the start there.
            throw buildOnly;
        } catch (RuntimeException | Error failure) {
            System.err.println(StartFailure.explain(failure));
            System.exit(1);
        }
    }

    /** Starts the server; the caller closes what it returns. */
    public static ConfigurableApplicationContext start(String... arguments) {
        var application = new SpringApplication(PolylogueServer.class);
        // By its name the build's findings are found, also where another main starts the server.
        application.setMainApplicationClass(PolylogueServer.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        // Spring's own reports of a failed start are pages long; StartFailure says the same in a line.
        application.setDefaultProperties(Map.of(
                "logging.level.org.springframework.boot.SpringApplication", "off",
                "logging.level.org.springframework.boot.diagnostics", "off"));
        return application.run(arguments);
    }
}
