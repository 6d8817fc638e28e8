package dev.polylogue.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.engine.tool.PersonAnswer;
import dev.polylogue.engine.tool.ToolResult;
import dev.polylogue.protocol.message.ToolActivity.Progress;
import dev.polylogue.testkit.Await;
import dev.polylogue.tools.mcp.McpServerSettings.Reach;
import dev.polylogue.tools.mcp.McpServerStatus.State;
import dev.polylogue.tools.testing.FakeCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class McpHttpTest {

    private final FakeTime time = new FakeTime();
    private final McpServers servers = new McpServers(time, List.of());
    private int port;
    private @Nullable Process server;

    @BeforeEach
    void choosePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        servers.close();
        kill();
    }

    @Test
    void itsToolsAreListedCalledAndTellTheirProgress() throws Exception {
        startServer();
        connect(false);
        var call = FakeCall.with("{\"duration\": 0.2, \"steps\": 2}");

        assertThat(run("web_echo", FakeCall.with("{\"message\": \"hello\"}")).toString())
                .contains("Echo: hello");
        assertThat(run("web_trigger-long-running-operation", call)).isInstanceOf(ToolResult.Done.class);
        assertThat(call.progress).containsExactly(new Progress(1, 2.0, null), new Progress(2, 2.0, null));
    }

    @Test
    void itsQuestionsAreAnswered() throws Exception {
        startServer();
        connect(true);
        Await.until("its question is listed", TestServers.PATIENCE, () -> TestServers.status(servers, "web")
                .tools()
                .contains("web_trigger-elicitation-request"));
        var call = FakeCall.with("{}");
        call.answers.add(new PersonAnswer.Declined());

        assertThat(run("web_trigger-elicitation-request", call).toString()).contains("declined");
    }

    @Test
    void aServerThatIsDownIsSaidAndFoundWhenItComes() throws Exception {
        servers.put(TestServers.http("web", url()));
        TestServers.awaitState(servers, "web", State.FAILED);
        assertThat(TestServers.status(servers, "web").reason()).isEqualTo("it cannot be reached at " + url());

        startServer();
        time.awaitTimers(1);
        time.advance(Duration.ofSeconds(1));

        TestServers.awaitState(servers, "web", State.READY);
    }

    @Test
    void aServerThatDiesFailsItsCallsAndIsFoundAgain() throws Exception {
        startServer();
        connect(false);
        var call = FakeCall.with("{\"duration\": 600, \"steps\": 6000}");
        var result = new CompletableFuture<ToolResult>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(run("web_trigger-long-running-operation", call));
            } catch (InterruptedException | RuntimeException failure) {
                result.completeExceptionally(failure);
            }
        });
        assertThat(call.progress.poll(30, TimeUnit.SECONDS)).isNotNull();

        kill();

        assertThat(result.get(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(ToolResult.Failed.class, failed -> assertThat(failed.message())
                        .startsWith("The MCP server web failed: "));
        TestServers.awaitState(servers, "web", State.RESTARTING);
        startServer();
        time.awaitTimers(1);
        time.advance(Duration.ofSeconds(1));
        TestServers.awaitState(servers, "web", State.READY);
    }

    private void connect(boolean elicits) {
        McpServerSettings settings = TestServers.http("web", url());
        servers.put(elicits ? TestServers.eliciting(settings) : settings);
        TestServers.awaitState(servers, "web", State.READY);
    }

    private ToolResult run(String tool, FakeCall call) throws InterruptedException {
        return TestServers.tool(servers, tool).run(call);
    }

    private String url() {
        return "http://127.0.0.1:" + port + "/mcp";
    }

    private void startServer() throws IOException {
        var command = (Reach.Command) TestServers.script("everything", "streamableHttp");
        var builder = new ProcessBuilder(Stream.concat(Stream.of(command.command()), command.arguments().stream())
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PORT", String.valueOf(port));
        server = builder.start();
        Await.until("the server listens", TestServers.PATIENCE, this::isListening);
    }

    private boolean isListening() {
        try (var _ = new java.net.Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void kill() throws InterruptedException {
        Process running = server;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }
}
