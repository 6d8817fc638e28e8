package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One tab with Polylogue in it, spoken of in the product's words. Methods that act do what a person does; methods that
 * say what should be there wait for it.
 */
final class ChatPage {

    private static final Pattern ADDRESS = Pattern.compile("/c/([^/?#]+)");

    private final Page page;
    private final String address;
    private final List<String> dialogs = new ArrayList<>();

    private ChatPage(Page page, String address) {
        this.page = page;
        this.address = address;
    }

    /** Opens the page of a new conversation in a new tab. */
    static ChatPage open(BrowserContext context, String address) {
        return open(context, address, "/");
    }

    /** Opens a path in a new tab. */
    static ChatPage open(BrowserContext context, String address, String path) {
        Page page = context.newPage();
        var chat = new ChatPage(page, address);
        page.onDialog(chat::accept);
        chat.visit(path);
        return chat;
    }

    private void accept(Dialog dialog) {
        dialogs.add(dialog.type());
        dialog.accept();
    }

    /** How often the browser asked whether to leave this page; the answer was yes. */
    long askedToLeave() {
        return dialogs.stream().filter("beforeunload"::equals).count();
    }

    Page page() {
        return page;
    }

    Locator element(String testId) {
        return page.getByTestId(testId);
    }

    /** Goes to a path, as by the address line, and waits until the page listens to the server. */
    void visit(String path) {
        page.navigate(address + path);
        awaitConnection();
    }

    void reload() {
        page.reload();
        awaitConnection();
    }

    void awaitConnection() {
        assertThat(element("connection-status")).hasAttribute("data-state", "open");
    }

    /** Begins a conversation with that model by that message; returns its id. */
    String begin(String model, String text) {
        element("new-chat").click();
        chooseModel(model);
        send(text);
        page.waitForURL(ADDRESS);
        return currentConversation();
    }

    void chooseModel(String model) {
        element("model-picker").click();
        page.locator("[data-testid=model-option][data-model-id='" + model + "']")
                .click();
        assertThat(element("model-option")).hasCount(0);
    }

    void send(String text) {
        element("chat-input").fill(text);
        element("send-button").click();
    }

    String currentConversation() {
        Matcher matcher = ADDRESS.matcher(page.url());
        if (!matcher.find()) {
            throw new AssertionError("not the address of a conversation: " + page.url());
        }
        return UUID.fromString(matcher.group(1)).toString();
    }

    /** Opens a conversation from the list. */
    void switchTo(String conversation) {
        row(conversation).getByRole(AriaRole.LINK).click();
        page.waitForURL("**/c/" + conversation);
    }

    /** The conversation's line in the list. */
    Locator row(String conversation) {
        return page.locator("[data-testid=conversation-item][data-conversation-id='" + conversation + "']");
    }

    /** Waits until the list says so of that conversation. */
    void awaitAttention(String conversation, String attention) {
        assertThat(row(conversation)).hasAttribute("data-attention", attention);
    }

    /** Chooses from the menu of a conversation's line. */
    void chooseFromMenu(String conversation, String item) {
        row(conversation).hover();
        row(conversation).getByTestId("conversation-menu").click();
        element(item).click();
    }

    /** Opens a section of the settings, as {@code models} or {@code api-tokens}; returns what it shows. */
    Locator openSettings(String section) {
        element("settings-button").click();
        element("settings-" + section).click();
        return page.getByRole(AriaRole.TABPANEL);
    }

    void closeSettings() {
        page.getByRole(AriaRole.DIALOG).getByLabel("Close").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    /** Leaves a text to be sent when the answer is finished. */
    void sendWhenFinished(String text) {
        element("chat-input").fill(text);
        element("send-when-finished").click();
    }

    /** Waits until exactly these texts wait to be sent, in this order. */
    void awaitWaiting(String... texts) {
        assertThat(element("follow-up-text")).hasText(texts);
    }

    /** The line of a text that waits to be sent. */
    Locator waiting(String text) {
        return element("follow-up").filter(new Locator.FilterOptions().setHasText(text));
    }

    /** The answers on the screen. */
    Locator answers() {
        return page.locator("[data-testid=message][data-role=assistant]");
    }

    Locator lastAnswer() {
        return answers().last();
    }

    /** The person's messages on the screen. */
    Locator questions() {
        return page.locator("[data-testid=message][data-role=user]");
    }

    /** Waits until the person's messages on the screen are exactly these, in this order. */
    void awaitQuestions(String... texts) {
        assertThat(questions().getByTestId("message-text")).hasText(texts);
    }

    /** Waits until the last answer says exactly this, white space aside. */
    void awaitText(String text) {
        awaitText(lastAnswer(), text);
    }

    static void awaitText(Locator message, String text) {
        assertThat(message.getByTestId("message-text"))
                .hasText(text, new LocatorAssertions.HasTextOptions().setUseInnerText(true));
    }

    /** Waits until the last answer has got at least this far, white space aside. */
    void awaitTextContaining(String text) {
        assertThat(lastAnswer().getByTestId("message-text"))
                .containsText(text, new LocatorAssertions.ContainsTextOptions().setUseInnerText(true));
    }

    /** Waits until the last answer has that status. */
    void awaitStatus(String status) {
        assertThat(lastAnswer()).hasAttribute("data-status", status);
    }
}
