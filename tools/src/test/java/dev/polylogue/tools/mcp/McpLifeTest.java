package dev.polylogue.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.engine.tool.ToolResult;
import dev.polylogue.testkit.Await;
import dev.polylogue.tools.mcp.McpServerSettings.Reach;
import dev.polylogue.tools.mcp.McpServerStatus.State;
import dev.polylogue.tools.testing.FakeCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class McpLifeTest {

    private static final String ODD = "odd-server.mjs";

    private final FakeTime time = new FakeTime();
    private final McpServers servers = new McpServers(time, List.of());

    @AfterEach
    void close() {
        servers.close();
    }

    @Test
    void aKilledServerFailsItsCallsAtOnceAndIsStartedAgain() throws Exception {
        startOdd();
        CompletableFuture<ToolResult> call = begin("odd_slow");
        awaitSent("\"slow\"");

        TestServers.processes(ODD).forEach(ProcessHandle::destroyForcibly);

        assertThat(result(call)).isInstanceOfSatisfying(ToolResult.Failed.class, failed -> assertThat(failed.message())
                .startsWith("The MCP server odd failed: it ended with exit code 137"));
        TestServers.awaitState(servers, "odd", State.RESTARTING);
        assertThat(TestServers.status(servers, "odd").reason()).contains("exit code 137");
        assertThat(TestServers.status(servers, "odd").tools()).contains("odd_slow");
        assertThat(result(begin("odd_fail"))).isInstanceOf(ToolResult.Failed.class);

        time.awaitTimers(1);
        time.advance(Duration.ofSeconds(1));
        TestServers.awaitState(servers, "odd", State.READY);
        assertThat(result(begin("odd_fail"))).isEqualTo(new ToolResult.Failed("no such file"));
    }

    @Test
    void aServerThatKeepsDyingIsStartedAfterAGrowingWait() throws Exception {
        startOdd();
        for (Duration wait : List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4))) {
            assertThat(result(begin("odd_die"))).isInstanceOf(ToolResult.Failed.class);
            TestServers.awaitState(servers, "odd", State.RESTARTING);
            time.advance(wait.minusMillis(1));
            assertThat(time.timers()).isEqualTo(1);
            time.advance(Duration.ofMillis(1));
            TestServers.awaitState(servers, "odd", State.READY);
        }
    }

    @Test
    void whatItWroteOnStderrIsKept() {
        startOdd();

        assertThat(TestServers.status(servers, "odd").stderr()).contains("got {", "\"method\":\"tools/list\"");
    }

    @Test
    void aStoppedCallReturnsAndTheServerIsTold() throws Exception {
        startOdd();
        var stopped = new CompletableFuture<Boolean>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                TestServers.tool(servers, "odd_slow").run(FakeCall.with("{}"));
                stopped.complete(false);
            } catch (InterruptedException interrupted) {
                stopped.complete(true);
            }
        });
        awaitSent("\"slow\"");
        caller.interrupt();

        assertThat(stopped.get(20, TimeUnit.SECONDS)).isTrue();
        awaitSent("notifications/cancelled");
        List<String> lines = TestServers.status(servers, "odd").stderr().lines().toList();
        String called = idIn(lines, "\"slow\"", "\"id\":\"");
        assertThat(called).isEqualTo(idIn(lines, "notifications/cancelled", "\"requestId\":\""));
    }

    private static String idIn(List<String> lines, String line, String field) {
        String found =
                lines.stream().filter(each -> each.contains(line)).findFirst().orElseThrow();
        int start = found.indexOf(field) + field.length();
        return found.substring(start, found.indexOf('"', start));
    }

    @Test
    void aCommandThatDoesNotExistIsSaidAndTriedAgain() throws InterruptedException {
        servers.put(TestServers.settings("wrong", new Reach.Command("no-such-command", List.of(), Map.of())));
        TestServers.awaitState(servers, "wrong", State.FAILED);

        assertThat(TestServers.status(servers, "wrong").reason())
                .startsWith("its command cannot be started:")
                .contains("no-such-command");
        time.awaitTimers(1);
    }

    @Test
    void aCommandThatIsNoServerIsSaidWithItsLastWords() {
        servers.put(TestServers.settings(
                "wrong", new Reach.Command("sh", List.of("-c", "echo 'no key is set' >&2; exit 2"), Map.of())));
        TestServers.awaitState(servers, "wrong", State.FAILED);

        assertThat(TestServers.status(servers, "wrong").reason())
                .isEqualTo("it ended with exit code 2; it last wrote: no key is set");
    }

    @Test
    void aServerThatWillNotGoIsKilledAtTheEnd() {
        startOdd();
        List<ProcessHandle> processes = TestServers.processes(ODD);

        servers.close();

        TestServers.assertGone(processes);
    }

    @Test
    void aServerCanBeRemovedAndRestartedWhileOthersGoOn() {
        startOdd();
        List<ProcessHandle> first = TestServers.processes(ODD);

        assertThat(servers.restart("odd")).isTrue();
        TestServers.awaitState(servers, "odd", State.READY);
        TestServers.assertGone(first);
        List<ProcessHandle> second = TestServers.processes(ODD);

        assertThat(servers.remove("odd")).isTrue();
        TestServers.assertGone(second);
        assertThat(servers.status()).isEmpty();
        assertThat(servers.restart("odd")).isFalse();
        assertThat(servers.remove("odd")).isFalse();
    }

    @Test
    void aServerThatIsOffIsNotStarted() {
        McpServerSettings odd = TestServers.odd();
        servers.put(new McpServerSettings("odd", odd.reach(), Map.of(), odd.timeout(), false, false));

        assertThat(TestServers.status(servers, "odd").state()).isEqualTo(State.OFF);
        assertThat(TestServers.processes(ODD)).isEmpty();
    }

    private void startOdd() {
        servers.put(TestServers.odd());
        TestServers.awaitState(servers, "odd", State.READY);
    }

    private void awaitSent(String part) {
        Await.until(part + " was sent", TestServers.PATIENCE, () -> TestServers.status(servers, "odd")
                .stderr()
                .contains(part));
    }

    private CompletableFuture<ToolResult> begin(String tool) {
        var result = new CompletableFuture<ToolResult>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(TestServers.tool(servers, tool).run(FakeCall.with("{}")));
            } catch (InterruptedException | RuntimeException | AssertionError failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    private static ToolResult result(CompletableFuture<ToolResult> call)
            throws InterruptedException, ExecutionException, TimeoutException {
        return call.get(20, TimeUnit.SECONDS);
    }
}
