package dev.polylogue.tools.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.engine.tool.ToolResult;
import dev.polylogue.tools.guard.AddressGuard;
import dev.polylogue.tools.testing.FakeCall;
import io.vertx.core.net.JksOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate is for the name {@code page.test}, while the connection goes to the address that was checked. */
final class FetchSecureTest {

    private static final String PASSWORD = "not-a-secret";

    @TempDir
    private Path folder;

    @Test
    void theCertificateMustBeForTheName() throws Exception {
        Path keys = keys();
        try (FileServer server = FileServer.startSecure(context(keys));
                var requests = new WebRequests(
                        new JksOptions().setPath(keys.toString()).setPassword(PASSWORD))) {
            server.answer("/", "text/plain", "secret words");

            assertThat(fetch(requests, "https://page.test:" + server.port() + "/"))
                    .isInstanceOfSatisfying(
                            ToolResult.Done.class,
                            done -> assertThat(done.output().asString()).endsWith("secret words"));
            assertThat(fetch(requests, "https://other.test:" + server.port() + "/"))
                    .isInstanceOfSatisfying(ToolResult.Failed.class, failed -> assertThat(failed.message())
                            .startsWith("No secure connection with other.test"));
        }
    }

    @Test
    void aCertificateThatNobodyHasSignedIsRefused() throws Exception {
        try (FileServer server = FileServer.startSecure(context(keys()));
                var requests = new WebRequests()) {
            assertThat(fetch(requests, "https://page.test:" + server.port() + "/"))
                    .isInstanceOfSatisfying(ToolResult.Failed.class, failed -> assertThat(failed.message())
                            .startsWith("No secure connection with page.test"));
        }
    }

    private static ToolResult fetch(WebRequests requests, String address) throws InterruptedException {
        var guard = new AddressGuard(_ -> List.of(InetAddress.ofLiteral("127.0.0.1")), InetAddress::isLoopbackAddress);
        return new FetchUrl(new FakeTime(), guard, requests).run(FakeCall.with("{\"url\": \"" + address + "\"}"));
    }

    private Path keys() throws IOException, InterruptedException {
        Path keys = folder.resolve("keys.jks");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD,
                        "-keypass",
                        PASSWORD,
                        "-storetype",
                        "JKS",
                        "-alias",
                        "page",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=page.test",
                        "-ext",
                        "SAN=dns:page.test")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        assertThat(Files.exists(keys)).isTrue();
        return keys;
    }

    private static SSLContext context(Path file) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
