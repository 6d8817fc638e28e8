package dev.polylogue.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.polylogue.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigurationTest {

    @TempDir
    private Path folder;

    @Test
    void theFileInTheDataFolderIsRead() throws IOException {
        Files.writeString(folder.resolve("polylogue.yaml"), "polylogue:\n  chat:\n    on-leave: continue\n");

        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.api().get("/api/settings").field("onLeave")).isEqualTo("continue");
        }
    }

    @Test
    void anArgumentCountsMoreThanTheFile() throws IOException {
        Files.writeString(folder.resolve("polylogue.yaml"), "polylogue:\n  chat:\n    on-leave: continue\n");

        try (TestServer server = TestServer.start(folder, "--polylogue.chat.on-leave=stop")) {
            assertThat(server.api().get("/api/settings").field("onLeave")).isEqualTo("stop");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--polylogue.limits.text=much | polylogue.limits.text",
                "--polylogue.limits.answers-per-minute=0 | polylogue.limits.answers-per-minute",
                "--polylogue.chat.left-after=soon | polylogue.chat.left-after",
                "--polylogue.chat.left-after=-1s | polylogue.chat.left-after",
                "--polylogue.chat.on-leave=maybe | polylogue.chat.on-leave",
                "--polylogue.identity.trusted-proxies=everybody | polylogue.identity.trusted-proxies",
                "--polylogue.provider.x.base-url=http://127.0.0.1:1 | polylogue.provider.x",
                "--polylogue.providers.x.dialect=latin | polylogue.providers.x",
                "--polylogue.providers.x.url=http://127.0.0.1:1 | polylogue.providers.x",
                "--polylogue.providers.x.max-concurrent=0 | polylogue.providers.x.max-concurrent",
                "--polylogue.tools.fetch-url=maybe | polylogue.tools.fetch-url",
                "--polylogue.tools.fetch=true | polylogue.tools.fetch",
                "--polylogue.mcp.servers.x.elicits=true | polylogue.mcp.servers.x",
                "--polylogue.mcp.servers.x.url=ftp://127.0.0.1/ | polylogue.mcp.servers.x",
                "--polylogue.mcp.servers.x.timeout=soon | polylogue.mcp.servers.x.timeout",
                "--polylogue.mcp.servers.x.port=1 | polylogue.mcp.servers.x.port",
                "--server.port=many | server.port",
            })
    void aWrongSettingEndsTheStartWithOneLineThatNamesIt(String argument, String name) {
        String line = explainedStart(argument, "--polylogue.providers.x.base-url=http://127.0.0.1:1");

        assertThat(line).startsWith("Polylogue cannot start: ").contains(name);
        assertThat(line).doesNotContain("\n", "Exception", "springframework");
    }

    @Test
    void aFileThatIsNoYamlEndsTheStartWithOneLine() throws IOException {
        Files.writeString(folder.resolve("polylogue.yaml"), "polylogue:\n  chat: {{{\n");

        assertThat(explainedStart()).contains("polylogue.yaml").doesNotContain("\n");
    }

    @Test
    void aPortInUseEndsTheStartWithOneLine() {
        try (TestServer server = TestServer.start(folder)) {
            String line = explainedStart(folder.resolve("other"), "--server.port=" + server.port());

            assertThat(line)
                    .isEqualTo("Polylogue cannot start: port " + server.port()
                            + " is in use; choose another one with --server.port=PORT");
        }
    }

    private String explainedStart(String... arguments) {
        return explainedStart(folder, arguments);
    }

    private static String explainedStart(Path data, String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "--polylogue.data=" + data;
        all[1] = "--polylogue.discovery.enabled=false";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        Throwable failure = catchThrowable(() -> PolylogueServer.start(all).close());
        assertThat(failure).isNotNull();
        return StartFailure.explain(failure);
    }
}
