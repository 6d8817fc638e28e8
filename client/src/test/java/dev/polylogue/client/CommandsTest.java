package dev.polylogue.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.polylogue.client.WireServer.Reply;
import dev.polylogue.client.WireServer.Request;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.PageId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Short requests: what is sent, what is thrown, what is tried again. */
@Timeout(60)
final class CommandsTest {

    private final WireServer server = new WireServer(_ -> Wire.accepted());
    private final Polylogue client = Wire.client(server)
            .token("secret")
            .page(new PageId("browser", "page"))
            .connect();

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    private PolylogueException refused(Reply reply) {
        server.answers(_ -> reply);
        return catchThrowableOfType(PolylogueException.class, client::models);
    }

    @Test
    void aRefusalHasItsCodeItsWordsAndItsField() {
        var refused = (RefusedException)
                refused(Reply.json(400, "{\"code\":\"bad-request\",\"detail\":\"Send a limit.\",\"path\":\"limit\"}"));
        assertThat(refused.code()).contains(ErrorCode.BAD_REQUEST);
        assertThat(refused).hasMessage("Send a limit.");
        assertThat(refused.path()).contains("limit");
        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void whatMayBeTriedAgainIsAnotherTypeAndSaysWhen() {
        for (String code : List.of("rate-limited", "overloaded", "store-unavailable", "shutting-down")) {
            var busy = (UnavailableException) refused(Wire.problem(503, code).with("Retry-After: 7"));
            assertThat(busy.code().map(ErrorCode::code)).contains(code);
            assertThat(busy.retryAfter()).contains(Duration.ofSeconds(7));
        }
        for (String code : List.of("internal", "not-found", "unknown-model", "wrong-state", "forbidden")) {
            assertThat(refused(Wire.problem(500, code))).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void whatIsNotOursIsJudgedByItsStatus() {
        assertThat(refused(Reply.json(502, "<html>Bad Gateway</html>"))).isInstanceOf(UnavailableException.class);
        assertThat(refused(Wire.problem(429, "too-much-moonshine"))).isInstanceOf(UnavailableException.class);
        assertThat(refused(Wire.problem(418, "teapot")).code()).isEmpty();
        assertThat(refused(Reply.json(404, "null"))).isInstanceOf(RefusedException.class);
        assertThat(refused(Reply.json(200, "<html>Welcome</html>"))).isInstanceOf(UnreadableException.class);
        assertThat(refused(Reply.json(200, "null"))).isInstanceOf(UnreadableException.class);
    }

    @Test
    void aSendThatWasLostOnItsWayIsTheSameSendAgain() {
        var tries = new AtomicInteger();
        server.answers(_ -> tries.getAndIncrement() == 0 ? Reply.nothing() : Wire.accepted());

        client.send(Wire.CONVERSATION, "Hello").close();

        List<Request> sent = server.requests();
        assertThat(sent).hasSize(2);
        assertThat(sent.getFirst().body())
                .contains("requestId")
                .isEqualTo(sent.getLast().body());
        assertThat(sent.getFirst().head())
                .contains("authorization: bearer secret", "x-page-id: browser.page", "accept: application/json");
    }

    @Test
    void whatTheFirstTryHasDeletedIsDeleted() {
        var tries = new AtomicInteger();
        server.answers(_ -> tries.getAndIncrement() == 0 ? Reply.nothing() : Wire.problem(404, "not-found"));
        client.conversations().delete(Wire.CONVERSATION);
        var gone = catchThrowableOfType(
                RefusedException.class, () -> client.conversations().delete(Wire.CONVERSATION));
        assertThat(gone.code()).contains(ErrorCode.NOT_FOUND);
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() throws IOException {
        server.close();
        assertThat(catchThrowableOfType(UnavailableException.class, client::models)
                        .retryAfter())
                .isEmpty();
    }

    @Test
    void aListIsReadPieceByPieceAndOnlyAsFarAsItIsWanted() {
        server.answers(request -> page(request.path().contains("after=")));
        assertThat(client.conversations().list()).hasSize(5);
        int before = server.requests().size();
        assertThat(client.conversations().list().findFirst()).isPresent();
        assertThat(server.requests()).hasSize(before + 1);
    }

    private static Reply page(boolean isLast) {
        String item = "{\"id\":\"" + Wire.CONVERSATION + "\",\"pinned\":false,\"archived\":false,"
                + "\"updatedAt\":\"2026-11-22T08:00:00Z\",\"messageCount\":0,\"attention\":\"none\"}";
        return Reply.json(
                200,
                isLast
                        ? "{\"items\":[" + item + "," + item + "]}"
                        : "{\"items\":[" + item + "," + item + "," + item + "],\"next\":\"a b&c\"}");
    }

    @Test
    void aChangeSaysOnlyWhatItChanges() {
        server.answers(_ -> Wire.stored("complete", "Hello"));
        var changed = client.conversations()
                .change(
                        Wire.CONVERSATION,
                        PatchConversation.NOTHING.title("New").pinned(true).model("a/b"));
        assertThat(changed.messages()).hasSize(1);
        assertThat(changed.summary().id()).isEqualTo(Wire.CONVERSATION);
        assertThat(server.requests().getLast().body())
                .contains("\"title\":\"New\"", "\"pinned\":true", "\"model\":\"a/b\"", "\"archived\":null");
    }
}
