package dev.polylogue.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.polylogue.client.Answer;
import dev.polylogue.client.AnswerEnd;
import dev.polylogue.client.ConversationBusyException;
import dev.polylogue.client.Polylogue;
import dev.polylogue.client.RefusedException;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.OnLeave;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.command.SendMessage;
import dev.polylogue.protocol.command.StopReport;
import dev.polylogue.protocol.command.UserSettings;
import dev.polylogue.protocol.conversation.ConversationDetails;
import dev.polylogue.protocol.conversation.ConversationSummary;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.message.AttachmentInfo;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.StopCause;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClientTest {

    private static final String FETCH = "call fetch_url {\"url\":\"http://127.0.0.1/\"}";

    private TestServer server;
    private Polylogue client;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = TestServer.start(folder, "--polylogue.tools.fetch-url=true");
    }

    @AfterAll
    void end() {
        server.close();
    }

    @BeforeEach
    void connect() {
        client = Polylogue.connect(server.address());
    }

    @AfterEach
    void close() {
        client.close();
    }

    private Answer ask(String model) {
        return client.ask("Hello", Models.id(model));
    }

    private static <C extends Chunk> C await(Answer answer, Class<C> kind) {
        for (Chunk chunk : answer) {
            if (kind.isInstance(chunk)) {
                return kind.cast(chunk);
            }
        }
        throw new AssertionError("there was no " + kind);
    }

    private static List<Chunk> rest(Answer answer) {
        return StreamSupport.stream(answer.spliterator(), false).toList();
    }

    @Test
    void anAnswerIsAStreamATextAndAMessage() {
        try (Answer answer = ask(Models.QUICK)) {
            assertThat(rest(answer)).first().isInstanceOf(Chunk.Start.class);
            assertThat(answer.end()).isInstanceOf(AnswerEnd.Completed.class);
            assertThat(answer.text()).isNotBlank().isEqualTo(answer.message().text());
            assertThat(answer.parts()).isEqualTo(answer.message().parts());
        }
    }

    @Test
    void ofTenAtOnceOneIsStoppedAndNineGoOn() {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(ask(Models.STEADY));
        }
        answers.forEach(answer -> await(answer, Chunk.TextDelta.class));
        assertThat(client.streaming()).hasSize(10);
        Answer one = answers.removeFirst();

        StopReport report = client.cancel(one.conversationId()).orElseThrow();

        assertThat(report.state()).isEqualTo(GenerationPhase.STOPPED);
        assertThat(report.upstreamClosed()).isTrue();
        assertThat(one.end()).isEqualTo(new AnswerEnd.Stopped(StopCause.PERSON));
        assertThat(client.streaming()).hasSize(9).doesNotContain(one.conversationId());
        for (int word = 0; word < 20; word++) {
            answers.forEach(answer -> await(answer, Chunk.TextDelta.class));
        }
        assertThat(client.generations()).hasSize(9);
        assertThat(client.cancelAll()).hasSize(9).allMatch(each -> each.state() == GenerationPhase.STOPPED);
        assertThat(client.streaming()).isEmpty();
        assertThat(answers).allMatch(answer -> answer.end() instanceof AnswerEnd.Stopped);
    }

    @Test
    void whatAnotherClientBeganIsRefusedByNameAndFollowedFromAnyOffset() {
        Answer first = ask(Models.FAST);
        try (Polylogue other = Polylogue.connect(server.address())) {
            var busy = catchThrowableOfType(
                    ConversationBusyException.class, () -> other.send(first.conversationId(), "Me too"));
            assertThat(busy.generationId()).contains(first.generationId());
            assertThat(other.streaming()).isEmpty();
            try (Answer followed = other.follow(first.generationId(), 5)) {
                List<Chunk> all = rest(first);
                assertThat(rest(followed)).isEqualTo(all.subList(5, all.size()));
                assertThat(followed.text()).isEqualTo(first.text());
            }
        }
        var ended = catchThrowableOfType(RefusedException.class, () -> client.follow(first.generationId(), 0));
        assertThat(ended.code()).contains(ErrorCode.NOT_FOUND);
    }

    @Test
    void hangingUpStopsNothingAndLeavingStopsAll() {
        Answer left = ask(Models.STEADY);
        await(left, Chunk.TextDelta.class);
        left.close();
        assertThat(client.streaming()).isEmpty();
        assertThat(client.generations()).anyMatch(active -> active.id().equals(left.generationId()));

        Answer again = client.follow(left.generationId(), left.offset());
        client.close();

        assertThat(again.end()).isEqualTo(new AnswerEnd.Left());
        try (Polylogue other = Polylogue.connect(server.address())) {
            ConversationDetails stored = other.conversations().get(left.conversationId());
            assertThat(stored.messages().getLast().status()).isEqualTo(MessageStatus.STOPPED);
        }
    }

    @Test
    void aQuestionIsAnsweredAndAnotherDeclined() {
        for (boolean isAnswered : List.of(true, false)) {
            try (Answer answer = client.ask("Ask me a question", "polylogue/guide")) {
                ClarificationId question =
                        await(answer, Chunk.Question.class).data().id();
                if (isAnswered) {
                    client.answer(question, "Blue");
                } else {
                    client.decline(question);
                }
                assertThat(answer.text()).isNotBlank();
                var again = catchThrowableOfType(RefusedException.class, () -> client.answer(question, "Red"));
                assertThat(again.code()).contains(ErrorCode.WRONG_STATE);
            }
        }
    }

    @Test
    void aToolCallIsApprovedOrDenied() {
        try (Answer answer = client.ask(FETCH, Models.id(Models.OBEDIENT))) {
            client.approve(await(answer, Chunk.ToolApprovalRequest.class).approvalId());
            await(answer, Chunk.ToolOutputError.class);
            assertThat(answer.end()).isInstanceOf(AnswerEnd.Completed.class);
        }
        ConversationId conversation;
        try (Answer answer = client.ask(FETCH, Models.id(Models.OBEDIENT))) {
            conversation = answer.conversationId();
            client.approveAlways(await(answer, Chunk.ToolApprovalRequest.class).approvalId());
            assertThat(answer.text()).isNotBlank();
        }
        try (Answer answer = client.send(conversation, FETCH)) {
            assertThat(rest(answer)).noneMatch(Chunk.ToolApprovalRequest.class::isInstance);
        }
        try (Answer answer = client.ask(FETCH, Models.id(Models.OBEDIENT))) {
            client.deny(await(answer, Chunk.ToolApprovalRequest.class).approvalId());
            await(answer, Chunk.ToolOutputDenied.class);
            assertThat(answer.text()).contains("did not allow");
        }
    }

    @Test
    void answersAreEditedMadeAgainAndContinued() {
        ConversationId conversation;
        try (Answer answer = ask(Models.STEADY)) {
            conversation = answer.conversationId();
            await(answer, Chunk.TextDelta.class);
            answer.stop();
            String text = answer.message().text();
            try (Answer more = client.continueAnswer(conversation, answer.messageId())) {
                assertThat(more.messageId()).isEqualTo(answer.messageId());
                assertThat(await(more, Chunk.TextDelta.class).delta()).isEqualTo(text);
                more.stop();
            }
            String quick = Models.id(Models.QUICK);
            client.conversations().change(conversation, PatchConversation.NOTHING.model(quick));
            assertThat(client.regenerate(conversation, answer.messageId()).text())
                    .isNotBlank();
            assertThat(client.regenerate(conversation, answer.messageId(), quick)
                            .text())
                    .isNotBlank();
            assertThat(client.edit(conversation, answer.userMessageId().orElseThrow(), "Other words")
                            .text())
                    .isNotBlank();
        }
        assertThat(client.conversations().get(conversation).messages()).hasSize(6);
    }

    @Test
    void conversationsAreMadeListedChangedAndDeleted() {
        List<ConversationId> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(client.conversations()
                    .create(Models.id(Models.STEADY))
                    .summary()
                    .id());
        }
        ConversationId one = made.getFirst();
        client.conversations()
                .change(one, PatchConversation.NOTHING.title("Renamed").archived(true));
        assertThat(client.conversations().list().map(ConversationSummary::id)).contains(made.get(1), made.get(2));
        assertThat(client.conversations().listArchived().map(ConversationSummary::title))
                .contains("Renamed");
        Answer streaming = client.send(one, "Hello");
        await(streaming, Chunk.TextDelta.class);

        made.forEach(client.conversations()::delete);

        assertThat(streaming.end()).isEqualTo(new AnswerEnd.Stopped(StopCause.CONVERSATION_DELETED));
        assertThat(client.streaming()).isEmpty();
        var gone = catchThrowableOfType(
                RefusedException.class, () -> client.conversations().get(one));
        assertThat(gone.code()).contains(ErrorCode.NOT_FOUND);
    }

    @Test
    void aFailedAnswerSaysWhy() {
        try (Answer answer = ask(Models.REFUSING)) {
            assertThat(answer.end()).isInstanceOfSatisfying(AnswerEnd.Failed.class, failed -> assertThat(failed.code())
                    .isEqualTo("upstream-refused"));
        }
        var unknown = catchThrowableOfType(RefusedException.class, () -> ask("moonshine"));
        assertThat(unknown.code()).contains(ErrorCode.UNKNOWN_MODEL);
    }

    @Test
    void settingsAreChangedOneByOne() {
        client.changeSettings(UserSettings.NOTHING.onLeave(OnLeave.CONTINUE));
        assertThat(client.changeSettings(UserSettings.NOTHING.defaultModel("polylogue/guide")))
                .isEqualTo(new UserSettings(OnLeave.CONTINUE, "polylogue/guide", false))
                .isEqualTo(client.settings());
        client.changeSettings(UserSettings.NOTHING.onLeave(OnLeave.STOP).defaultModel(""));
        assertThat(client.models()).anyMatch(model -> model.id().equals("polylogue/guide"));
    }

    @Test
    void aFileIsGivenAndSent() {
        byte[] text = "Notes of today".getBytes(StandardCharsets.UTF_8);
        AttachmentInfo file = client.attach("my notes.txt", text);
        var message = new SendMessage(null, null, null, "Read this", Models.id(Models.QUICK), List.of(file.id()));
        try (Answer answer = client.send(client.conversations().newId(), message)) {
            assertThat(answer.text()).isNotBlank();
            assertThat(client.conversations()
                            .get(answer.conversationId())
                            .messages()
                            .getFirst()
                            .parts())
                    .anySatisfy(part -> assertThat(part)
                            .isInstanceOfSatisfying(Part.File.class, sent -> assertThat(sent.filename())
                                    .isEqualTo("my notes.txt")));
        }
    }
}
