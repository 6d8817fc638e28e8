package dev.polylogue.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README, run as it stands there but for the server's port. */
final class ReadmeExampleTest {

    private static final Path README = Path.of("..", "README.md");
    private static final String OPENING = "```java\n";

    @Test
    void theExampleRunsAndSaysWhatBothAnswersSay(@TempDir Path folder) throws IOException, InterruptedException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(OPENING) + OPENING.length();
        String example = readme.substring(begin, readme.indexOf("```", begin));
        assertThat(example.lines()).hasSize(10);
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            Path file = Files.writeString(
                    folder.resolve("Example.java"), example.replace("http://127.0.0.1:8080", server.address()));
            Process program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(program.waitFor()).as(said).isZero();
            assertThat(said).contains("Polylogue").hasSizeGreaterThan(200);
            assertThat(server.api().get("/api/conversations").json().path("items"))
                    .hasSize(2);
        }
    }
}
