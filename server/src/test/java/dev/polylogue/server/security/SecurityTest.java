package dev.polylogue.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.RawHttp;
import dev.polylogue.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SecurityTest {

    private TestServer server;
    private Api api;
    private RawHttp raw;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = TestServer.start(folder, "--polylogue.allowed-hosts=chat.example.org");
        api = server.api();
        raw = new RawHttp(server.port());
    }

    @AfterAll
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", ""})
    void anotherNameThanOursIsForbidden(String host) throws IOException {
        for (String path : new String[] {"/", "/api/conversations", "/v3/api-docs", "/actuator/health"}) {
            String answer = raw.send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 403");
            assertThat(answer).contains("\"code\":\"forbidden\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "localhost:1234", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST", "chat.example.org"})
    void ourOwnNamesAreNot(String host) throws IOException {
        String answer = raw.send("GET /api/conversations HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.example", "null", "http://127.0.0.1:1", "https://localhost", "chrome-extension://x"
            })
    void aPageOfAnotherOriginCannotCommandAnything(String origin) {
        Api page = api.with("Origin", origin);

        assertForbidden(page.post("/api/conversations", "{}"));
        assertForbidden(page.patch("/api/settings", "{\"onLeave\":\"continue\"}"));
        assertForbidden(page.delete("/api/conversations/" + Api.newId()));
        assertForbidden(page.get("/api/events"));
        assertForbidden(page.get("/api/conversations"));
    }

    @Test
    void aPageOfOurOwnCan() {
        assertThat(api.with("Origin", server.address())
                        .post("/api/conversations", "{}")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void whatTheBrowserCallsForeignIsForbiddenEvenToRead(String site) {
        assertForbidden(api.with("Sec-Fetch-Site", site).get("/api/conversations"));
        assertForbidden(api.with("Sec-Fetch-Site", site).get("/%61pi/conversations"));
    }

    @Test
    void eachAnswerBindsTheBrowser() {
        for (String path : new String[] {"/", "/api/conversations", "/api/nothing", "/nothing"}) {
            Answer answer = api.get(path);

            assertThat(answer.header("content-security-policy"))
                    .contains("default-src 'self'", "script-src 'self'", "object-src 'none'", "base-uri 'none'")
                    .contains("form-action 'self'", "frame-ancestors 'none'")
                    .doesNotContain("script-src 'self' 'unsafe-inline'", "unsafe-eval");
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
            assertThat(answer.header("cross-origin-opener-policy")).isEqualTo("same-origin");
            assertThat(answer.header("cross-origin-resource-policy")).isEqualTo("same-origin");
            assertThat(answer.header("server")).isEmpty();
            assertThat(answer.header("access-control-allow-origin")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET /\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /assets/..%2f..%2fapplication.yaml HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
                "POST /api/conversations HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: nonsense\r\n\r\n",
            })
    void whatIsNoRequestGetsNothingOfOurInside(String request) throws IOException {
        String answer = raw.send(request);

        assertThat(answer).matches("(?s)HTTP/1.1 (4\\d\\d|501).*");
        assertThat(answer).doesNotContain("Tomcat", "Exception", "\tat ", "<html", "org.apache");
    }

    @Test
    void ofTheServerItselfOnlyItsHealthIsTold() {
        Answer health = api.get("/actuator/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.field("status")).isEqualTo("UP");
        for (String other : new String[] {"env", "beans", "mappings", "heapdump", "shutdown", "info", "metrics"}) {
            assertThat(api.get("/actuator/" + other).status()).as(other).isEqualTo(404);
        }
    }

    private static void assertForbidden(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.field("code")).isEqualTo("forbidden");
    }
}
