package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.process.ServerCommand;
import dev.polylogue.testkit.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person says of tools in the settings, and that models are offered just that. */
class ToolSettingsTest extends BrowserTest {

    /** Of a family that calls tools. */
    private static final String OBEDIENT = "local/qwen3-obedient";

    private static final Path SERVER = Path.of("../tools/src/test/mcp-servers/odd-server.mjs");

    @Override
    Map<String, Script> models() {
        return Map.of("qwen3-obedient", Script.script().obeys().build());
    }

    @Override
    ServerProcess startServer(int port) throws IOException, InterruptedException {
        return ServerCommand.in(data)
                .port(port)
                .provider(upstream.baseUrl())
                .with("--polylogue.mcp.commands-in-settings=true")
                .start();
    }

    @Test
    void aToolThatIsNeverToBeCalledIsNotOfferedToTheModel() {
        ChatPage chat = openPage();
        assertThat(offered(chat, "before")).contains("calculator");
        choosePolicy(chat, "Never");
        assertThat(offered(chat, "while it is not wanted")).isNotEmpty().doesNotContain("calculator");
        chat.reload();
        choosePolicy(chat, "Always allow");
        assertThat(offered(chat, "after")).contains("calculator");
    }

    @Test
    void anMcpServerIsAddedByItsCommandTurnedOffAndRemoved() {
        ChatPage chat = openPage();
        Locator settings = chat.openSettings("tools");
        chat.element("tool-server-add").click();
        settings.getByLabel("Name").fill("odd");
        settings.getByLabel("Reached by").selectOption("command");
        settings.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Command"))
                .fill("node \"" + SERVER.toAbsolutePath().normalize() + "\"");
        settings.getByLabel("Variables, one a line").fill("PASSWORD=never-shown");
        chat.element("tool-server-save").click();
        Locator server = chat.element("tool-server-odd");
        assertThat(server).containsText("7 tools");
        assertThat(chat.element("policy-odd_fail")).hasValue("ask");
        assertThat(chat.page().content()).doesNotContain("never-shown");
        chat.closeSettings();
        assertThat(offered(chat, "with a server")).contains("odd_fail", "odd_slow");

        chat.openSettings("tools");
        press(server, "Turn off");
        assertThat(server).containsText("Turned off");
        assertThat(chat.element("policy-odd_fail")).hasCount(0);
        chat.closeSettings();
        assertThat(offered(chat, "while it is off")).contains("calculator").doesNotContain("odd_fail");

        chat.openSettings("tools");
        chat.element("tool-server-remove").click();
        assertThat(server).containsText("Remove now");
        chat.element("tool-server-remove").click();
        assertThat(server).hasCount(0);
    }

    /** Asks in a new conversation; returns the names of the tools that the model was offered. */
    private List<String> offered(ChatPage chat, String prompt) {
        chat.begin(OBEDIENT, prompt);
        chat.awaitText("Nothing to call.");
        return asked(prompt).body().path("tools").findValuesAsString("name");
    }

    private static void choosePolicy(ChatPage chat, String policy) {
        chat.openSettings("tools");
        chat.element("policy-calculator").selectOption(new SelectOption().setLabel(policy));
        chat.closeSettings();
    }

    private static void press(Locator server, String button) {
        server.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .click();
    }
}
