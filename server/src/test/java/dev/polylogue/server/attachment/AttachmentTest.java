package dev.polylogue.server.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.SseReader;
import dev.polylogue.server.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AttachmentTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 1, 2, 3};

    private Path folder;
    private TestServer server;
    private Api api;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        server = TestServer.start(temporary, "--polylogue.limits.attachment=3MB");
        api = server.api();
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void aTextGoesToTheModelWithItsNameAndGoesWithItsConversation() {
        List<String> before = filesOn(folder);
        Answer added = add("notes.md", "The code is 4711.");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.field("mediaType")).isEqualTo("text/plain");
        assertThat(added.json().path("size").asInt()).isEqualTo(17);

        String conversation = api.conversation(Models.QUICK);
        Answer sent = send(conversation, "", added);
        assertThat(sent.status()).isEqualTo(202);
        assertThat(filesOn(folder)).hasSize(before.size() + 1);
        awaitEnd(sent);

        var parts = api.get("/api/conversations/" + conversation)
                .json()
                .path("messages")
                .get(0)
                .path("parts");
        assertThat(parts.get(1).path("filename").asString()).isEqualTo("notes.md");
        String url = parts.get(1).path("url").asString();
        assertThat(url).isEqualTo("/api/attachments/" + added.field("id"));
        Answer got = api.get(url);
        assertThat(got.body()).isEqualTo("The code is 4711.");
        assertThat(got.header("Content-Type")).startsWith("text/plain");
        assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(got.header("Content-Security-Policy")).contains("sandbox");
        assertThat(got.header("Content-Disposition")).startsWith("attachment").contains("notes.md");

        api.delete("/api/conversations/" + conversation);
        assertThat(api.get(url).status()).isEqualTo(404);
        assertThat(filesOn(folder)).isEqualTo(before);
    }

    @Test
    void anEditKeepsTheFiles() {
        Answer added = add("list.txt", "one, two");
        String conversation = api.conversation(Models.QUICK);
        Answer sent = send(conversation, "Read this", added);
        awaitEnd(sent);

        Answer edited = api.post(
                "/api/conversations/" + conversation + "/messages/" + sent.field("userMessageId") + "/edit",
                "{\"text\":\"Read it aloud\"}");

        assertThat(edited.status()).isEqualTo(202);
        awaitEnd(edited);
        var messages = api.get("/api/conversations/" + conversation).json().path("messages");
        assertThat(messages.get(2).path("parts").get(1).path("filename").asString())
                .isEqualTo("list.txt");
        api.delete("/api/conversations/" + conversation + "/messages/" + sent.field("userMessageId"));
        assertThat(api.get("/api/attachments/" + added.field("id")).status()).isEqualTo(200);
        api.delete("/api/conversations/" + conversation);
        assertThat(api.get("/api/attachments/" + added.field("id")).status()).isEqualTo(404);
    }

    @Test
    void anImageIsRefusedForAModelThatSeesNone() {
        Answer added = post("x.txt", BodyPublishers.ofByteArray(PNG));
        assertThat(added.field("mediaType")).isEqualTo("image/png");

        Answer refused = send(api.conversation(Models.QUICK), "What is this?", added);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.field("code")).isEqualTo("unsupported-attachment");
        assertThat(api.get("/api/attachments/" + added.field("id")).header("Content-Type"))
                .isEqualTo("image/png");
    }

    @Test
    void whatIsNeitherImageNorTextIsRefusedAndNotKept() {
        List<String> before = filesOn(folder);
        for (byte[] bytes : List.of(
                new byte[0], new byte[] {'a', 0, 'b'}, new byte[] {(byte) 0xc3}, new byte[] {'%', (byte) 0xff})) {
            Answer refused = post("a.txt", BodyPublishers.ofByteArray(bytes));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.field("code")).isEqualTo("unsupported-attachment");
        }
        assertThat(filesOn(folder)).isEqualTo(before);
    }

    @Test
    void aLargeFileIsTakenAndATooLargeOneIsNot() {
        byte[] letters = "ä".repeat(1_250_000).getBytes(StandardCharsets.UTF_8);
        assertThat(post("large.txt", BodyPublishers.ofByteArray(letters)).status())
                .isEqualTo(201);

        byte[] more = "a".repeat(4_000_000).getBytes(StandardCharsets.UTF_8);
        assertThat(post("told.txt", BodyPublishers.ofByteArray(more)).status()).isEqualTo(413);
        BodyPublisher inPieces = BodyPublishers.ofByteArrays(
                Collections.nCopies(4, "a".repeat(1_000_000).getBytes(StandardCharsets.UTF_8)));
        Answer refused = post("counted.txt", inPieces);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.field("code")).isEqualTo("too-large");
    }

    @Test
    void unknownFilesAndTooManyAreRefused() {
        Answer one = add("one.txt", "one");
        String conversation = api.conversation(Models.QUICK);
        String path = "/api/conversations/" + conversation + "/messages";

        assertThat(api.post(path, "{\"text\":\"a\",\"attachments\":[\"" + Api.newId() + "\"]}")
                        .status())
                .isEqualTo(404);
        assertThat(api.post(path, "{\"text\":\"a\",\"attachments\":[null]}").field("path"))
                .isEqualTo("attachments");
        String eleven = String.join(",", Collections.nCopies(11, "\"" + one.field("id") + "\""));
        assertThat(api.post(path, "{\"text\":\"a\",\"attachments\":[" + eleven + "]}")
                        .status())
                .isEqualTo(413);
        assertThat(api.get("/api/attachments/" + Api.newId()).status()).isEqualTo(404);
        assertThat(api.get("/api/attachments/nothing").status()).isEqualTo(404);
        assertThat(api.call("POST", "/api/attachments", BodyPublishers.ofString("a"))
                        .field("path"))
                .isEqualTo("name");
    }

    private Answer add(String name, String text) {
        return post(name, BodyPublishers.ofString(text));
    }

    private Answer post(String name, BodyPublisher body) {
        return api.with("Content-Type", "application/octet-stream").call("POST", "/api/attachments?name=" + name, body);
    }

    private Answer send(String conversation, String text, Answer attachment) {
        return api.post(
                "/api/conversations/" + conversation + "/messages",
                "{\"text\":\"" + text + "\",\"attachments\":[\"" + attachment.field("id") + "\"]}");
    }

    private void awaitEnd(Answer accepted) {
        try (SseReader chunks = api.stream("/api/generations/" + accepted.field("generationId") + "/chunks")) {
            assertThat(chunks.rest()).isNotEmpty();
        }
    }

    private static List<String> filesOn(Path folder) {
        if (Files.notExists(folder.resolve("attachments"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder.resolve("attachments"))) {
            return files.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
