package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.polylogue.testkit.Script;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A token that a person makes for a program, and the program that asks with it. */
class TokenSettingsTest extends BrowserTest {

    private static final int LENGTH = 5;
    private static final String QUESTION = """
            {"model": "local/plain", "messages": [{"role": "user", "content": "from a program"}]}""";

    @Override
    Map<String, Script> models() {
        return Map.of("plain", Script.script().length(LENGTH).build());
    }

    @Test
    void aTokenIsShownOnceOpensTheInterfaceAndIsWorthNothingOnceRemoved() throws IOException, InterruptedException {
        ChatPage chat = openPage();
        Locator settings = chat.openSettings("api-tokens");
        String editor = make(chat, settings, "editor");
        String script = make(chat, settings, "script");
        assertThat(settings).containsText("never used");
        chat.closeSettings();
        chat.openSettings("api-tokens");
        assertThat(tokens(chat)).hasCount(2);
        assertThat(chat.page().content()).doesNotContain(editor).doesNotContain(script);

        HttpResponse<String> models = ask(editor, "/v1/models", "");
        assertThat(models.statusCode()).isEqualTo(200);
        assertThat(models.body()).contains("\"local/plain\"");
        HttpResponse<String> answer = ask(editor, "/v1/chat/completions", QUESTION);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(words(LENGTH));
        chat.closeSettings();
        chat.openSettings("api-tokens");
        assertThat(token(chat, "editor")).containsText("last used");

        token(chat, "editor").getByTestId("token-remove").click();
        assertThat(token(chat, "editor")).containsText("Remove now");
        token(chat, "editor").getByTestId("token-remove").click();
        assertThat(tokens(chat)).hasCount(1);
        assertThat(ask(editor, "/v1/models", "").statusCode()).isEqualTo(401);
        assertThat(ask(editor, "/v1/chat/completions", QUESTION).statusCode()).isEqualTo(401);
        assertThat(ask(script, "/v1/models", "").statusCode()).isEqualTo(200);
        assertThat(calls("from a program")).hasSize(1);
    }

    private static Locator tokens(ChatPage chat) {
        return chat.element("token-list").locator("li");
    }

    private static Locator token(ChatPage chat, String name) {
        return tokens(chat).filter(new Locator.FilterOptions().setHasText(name));
    }

    /** Makes one, and reads its secret in the only place where it is shown. */
    private static String make(ChatPage chat, Locator settings, String name) {
        settings.getByLabel("New token for").fill(name);
        chat.element("token-make").click();
        Locator made = chat.element("token-made").filter(new Locator.FilterOptions().setHasText(name));
        return made.locator("code").innerText();
    }

    /** Asks as a program does; with a body it posts. */
    private HttpResponse<String> ask(String token, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .timeout(SOON)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
        if (!body.isEmpty()) {
            request.POST(BodyPublishers.ofString(body));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
