package dev.polylogue.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.engine.tool.PersonAnswer;
import dev.polylogue.engine.tool.ToolResult;
import dev.polylogue.testkit.Await;
import dev.polylogue.tools.mcp.McpServerStatus.State;
import dev.polylogue.tools.testing.FakeCall;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Servers that ask the person in the middle of a call. */
final class McpQuestionTest {

    private static final String ASKS = "everything_trigger-elicitation-request";
    private static final String SCRIPT = "server-everything";

    private final McpServers servers = new McpServers(new FakeTime(), List.of());

    @AfterEach
    void close() {
        servers.close();
    }

    @Test
    void anAnswerGoesBackToTheServer() throws InterruptedException {
        start(TestServers.eliciting(TestServers.everything("everything")));
        var call = FakeCall.with("{}");
        call.answers.add(new PersonAnswer.Given(JsonMapper.shared().readTree("{\"name\": \"Ada\", \"check\": true}")));

        assertThat(text(call)).contains("User provided the requested information", "Name: Ada");
        assertThat(call.questions).singleElement().satisfies(question -> {
            assertThat(question.text()).isEqualTo("Please provide inputs for the following fields:");
            assertThat(String.valueOf(question.schema())).contains("\"required\":[\"name\"]");
        });
    }

    @Test
    void aRefusalAndAnExpiryAreToldToTheServer() throws InterruptedException {
        start(TestServers.eliciting(TestServers.everything("everything")));
        var declined = FakeCall.with("{}");
        declined.answers.add(new PersonAnswer.Declined());
        var expired = FakeCall.of(declined.generation(), "{}");
        expired.answers.add(new PersonAnswer.Expired());

        assertThat(text(declined)).contains("declined");
        assertThat(text(expired)).contains("cancelled");
    }

    @Test
    void aStopEndsTheQuestion() throws InterruptedException {
        start(TestServers.eliciting(TestServers.everything("everything")));
        var call = FakeCall.with("{}");
        var stopped = new CountDownLatch(1);
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                TestServers.tool(servers, ASKS).run(call);
            } catch (InterruptedException interrupted) {
                stopped.countDown();
            }
        });
        assertThat(call.questions.poll(30, TimeUnit.SECONDS)).isNotNull();
        caller.interrupt();

        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        Await.until("nobody waits for an answer", TestServers.PATIENCE, () -> call.waiting() == 0);
    }

    @Test
    void aServerThatAsksUnexpectedlyIsRememberedAndCanAskTheNextTime() throws InterruptedException {
        start(TestServers.everything("everything"));
        var first = FakeCall.with("{}");

        assertThat(text(first)).contains("cancelled", "call the tool again");
        assertThat(first.questions).isEmpty();

        var second = FakeCall.with("{}");
        second.answers.add(new PersonAnswer.Given(JsonMapper.shared().readTree("{\"name\": \"Ada\"}")));
        assertThat(text(second)).contains("Name: Ada").doesNotContain("call the tool again");
    }

    @Test
    void eachAnswerHasASessionOfItsOwnThatEndsWithIt() throws InterruptedException {
        start(TestServers.eliciting(TestServers.everything("everything")));
        List<ProcessHandle> shared = TestServers.processes(SCRIPT);
        var one = FakeCall.with("{}");
        one.answers.add(new PersonAnswer.Declined());
        var other = FakeCall.with("{}");
        other.answers.add(new PersonAnswer.Declined());
        text(one);
        text(other);
        assertThat(TestServers.processes(SCRIPT)).hasSize(3);

        servers.ended(one.generation());
        servers.ended(other.generation());

        Await.until("only the shared one is left", TestServers.PATIENCE, () -> TestServers.processes(SCRIPT)
                .equals(shared));
    }

    @Test
    void thereAreNotManyOfThem() throws InterruptedException {
        start(TestServers.eliciting(TestServers.odd()));
        for (int answer = 0; answer < AnswerConnections.MAX; answer++) {
            TestServers.tool(servers, "odd_fail").run(FakeCall.with("{}"));
        }

        assertThat(TestServers.tool(servers, "odd_fail").run(FakeCall.with("{}")))
                .isInstanceOfSatisfying(ToolResult.Failed.class, failed -> assertThat(failed.message())
                        .contains("serves 16 answers already"));
    }

    private void start(McpServerSettings settings) {
        servers.put(settings);
        TestServers.awaitState(servers, settings.name(), State.READY);
        String asks = settings.name() + "_trigger-elicitation-request";
        if (settings.name().equals("everything")) {
            // It adds this one once it has been told that we can ask.
            Await.until(asks + " is listed", TestServers.PATIENCE, () -> TestServers.status(servers, "everything")
                    .tools()
                    .contains(asks));
        }
    }

    private String text(FakeCall call) throws InterruptedException {
        ToolResult result = TestServers.tool(servers, ASKS).run(call);
        assertThat(result).isInstanceOf(ToolResult.Done.class);
        return ((ToolResult.Done) result).output().asString();
    }
}
