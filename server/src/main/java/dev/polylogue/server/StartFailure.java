package dev.polylogue.server;

import dev.polylogue.engine.store.StoreException;
import dev.polylogue.server.configuration.WrongSettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.web.server.PortInUseException;

/** Why a start failed, in one line for the person at the terminal. */
final class StartFailure {

    private StartFailure() {}

    static String explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String known = known(cause);
            if (known != null) {
                return "Polylogue cannot start: " + oneLine(known);
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "Polylogue cannot start: " + root.getClass().getSimpleName() + ": " + oneLine(message(root));
    }

    private static @Nullable String known(Throwable cause) {
        return switch (cause) {
            case PortInUseException inUse ->
                "port " + inUse.getPort() + " is in use; choose another one with --server.port=PORT";
            case UnboundConfigurationPropertiesException unbound ->
                unbound.getUnboundProperties().stream()
                        .map(property -> "there is no setting " + property.getName() + from(property))
                        .findFirst()
                        .orElse("there is a setting that nobody knows");
            case WrongSettingException wrong -> message(wrong);
            case BindException wrong -> wrongValue(wrong);
            case StoreException store -> message(store);
            default ->
                cause.getClass().getPackageName().startsWith("org.yaml.snakeyaml")
                        ? "polylogue.yaml cannot be read: " + message(cause)
                        : null;
        };
    }

    private static String wrongValue(BindException wrong) {
        for (Throwable cause = wrong.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof WrongSettingException
                    || cause instanceof UnboundConfigurationPropertiesException
                    || cause instanceof BindException) {
                String inner = known(cause);
                return cause instanceof WrongSettingException && inner != null && !inner.startsWith("polylogue.")
                        ? wrong.getName() + ": " + inner
                        : String.valueOf(inner);
            }
        }
        ConfigurationProperty property = wrong.getProperty();
        return property == null
                ? wrong.getName() + " has a wrong value"
                : property.getName() + " cannot be '" + property.getValue() + "'" + from(property);
    }

    private static String from(ConfigurationProperty property) {
        return property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
    }

    private static String message(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? "no reason given" : message;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
