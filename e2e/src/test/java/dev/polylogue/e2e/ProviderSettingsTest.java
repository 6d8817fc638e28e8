package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.SimulatedUpstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Model servers that a person adds, changes and removes in the settings. */
class ProviderSettingsTest extends BrowserTest {

    private static final String KEY = "sk-never-to-be-seen";
    private static final String NEW_KEY = "sk-never-seen-either";
    private static final String MODEL = "second/plain";
    private static final int LENGTH = 4;

    private SimulatedUpstream second;

    @Override
    Map<String, Script> models() {
        return Map.of("gated", Script.script().gated().build());
    }

    @BeforeAll
    void startSecond() {
        second = SimulatedUpstream.start();
        second.model("plain", Script.script().length(LENGTH).build());
    }

    @AfterAll
    void endSecond() {
        second.close();
    }

    @Test
    void oneIsTriedAddedChangedAndRemovedAndItsKeyIsNeverSeenAgain() {
        ChatPage chat = openPage();
        List<Response> responses = new ArrayList<>();
        chat.page().onResponse(responses::add);
        Locator settings = chat.openSettings("models");
        assertThat(chat.element("provider-local")).containsText("configured");
        chat.element("provider-add").click();
        fill(settings, "Name", "second");
        fill(settings, "API key", KEY);
        second.down();
        fill(settings, "Address", second.baseUrl());
        chat.element("provider-test").click();
        assertThat(chat.element("provider-tried")).containsText("does not answer");
        second.up();
        chat.element("provider-test").click();
        assertThat(chat.element("provider-tried")).containsText("1 model");
        chat.element("provider-save").click();
        assertThat(chat.element("provider-second")).containsText("1 model");
        chat.closeSettings();

        chat.begin(MODEL, "to the second server");
        chat.awaitText(words(LENGTH));

        change(chat, "1", "");
        chat.begin(MODEL, "within the limit");
        chat.awaitStatus("complete");
        chat.begin(MODEL, "over the limit");
        assertThat(chat.element("progress")).containsText("1st in line for second");
        change(chat, "", NEW_KEY);
        chat.awaitStatus("complete");
        assertThat(second.requests())
                .extracting(call -> call.headers().get("authorization"))
                .containsExactly("Bearer " + KEY, "Bearer " + KEY, "Bearer " + NEW_KEY);

        chat.openSettings("models");
        chat.element("provider-remove").click();
        assertThat(chat.element("provider-second")).isVisible();
        chat.element("provider-remove").click();
        assertThat(chat.element("provider-second")).hasCount(0);
        chat.closeSettings();
        assertThat(chat.page().getByText("The model " + MODEL + " is not there any more."))
                .isVisible();
        assertNowhere(chat, responses);
    }

    private static void fill(Locator settings, String label, String value) {
        settings.getByLabel(label).fill(value);
    }

    /** Sets the requests a minute, and the key where there is a new one; what was typed once as a key is not shown. */
    private static void change(ChatPage chat, String requests, String key) {
        Locator settings = chat.openSettings("models");
        settings.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Change"))
                .click();
        assertThat(settings.getByLabel("API key")).hasValue("");
        fill(settings, "Requests a minute", requests);
        fill(settings, "API key", key);
        chat.element("provider-save").click();
        assertThat(chat.element("provider-form")).hasCount(0);
        chat.closeSettings();
    }

    /** No key is on the page or in what the server said to it. */
    private static void assertNowhere(ChatPage chat, List<Response> responses) {
        assertThat(chat.page().content()).doesNotContain(KEY, NEW_KEY);
        List<Response> told = responses.stream()
                .filter(response -> "application/json".equals(response.headerValue("content-type")))
                .toList();
        assertThat(told).hasSizeGreaterThan(5);
        assertThat(told).allSatisfy(response -> assertThat(response.text()).doesNotContain(KEY, NEW_KEY));
    }
}
