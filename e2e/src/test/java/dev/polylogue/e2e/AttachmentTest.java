package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.polylogue.testkit.Script;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files that go with a message: to the server, to the model, and back onto the page. */
class AttachmentTest extends BrowserTest {

    /** Of a family that is known to see images. */
    private static final String SEEING = "local/gpt-4o";

    private static final String BLIND = "local/blind";
    private static final int WIDTH_OF_PICTURE = 12;
    private static final int TOO_MANY_BYTES = (20 << 20) + 1;
    private static final FilePayload PICTURE = new FilePayload("map.png", "image/png", picture());
    private static final FilePayload NOTE = text("note.md", "a line from the picker");

    @Override
    Map<String, Script> models() {
        return Map.of(
                "gpt-4o", Script.script().build(), "blind", Script.script().build());
    }

    @Test
    void whatIsAttachedReachesTheModelAndIsSeenAgainAfterAReload() throws InterruptedException {
        ChatPage chat = openPage();
        chat.chooseModel(SEEING);
        attach(chat, PICTURE, NOTE);
        give(chat, "paste", "pasted.txt", "a line that was pasted", 1);
        give(chat, "drop", "dropped.txt", "a line that was dropped", 1);
        assertThat(chips(chat)).containsText(new String[] {"map.png", "note.md", "pasted.txt", "dropped.txt"});
        chat.send("What is all this?");
        chat.awaitStatus("complete");
        assertThat(chips(chat)).hasCount(0);

        JsonNode content = upstream.awaitRequests(1, SOON)
                .getLast()
                .body()
                .path("messages")
                .valueStream()
                .toList()
                .getLast()
                .path("content");
        assertThat(content.findValuesAsString("url"))
                .containsExactly("data:image/png;base64," + Base64.getEncoder().encodeToString(PICTURE.buffer));
        assertThat(String.join("", content.findValuesAsString("text")))
                .contains(
                        "What is all this?",
                        "note.md",
                        "a line from the picker",
                        "a line that was pasted",
                        "a line that was dropped");

        chat.reload();
        Locator files = chat.questions().getByLabel("Attachments").getByRole(AriaRole.LINK);
        assertThat(files).hasCount(4);
        assertThat(files.getByAltText("map.png")).hasJSProperty("naturalWidth", WIDTH_OF_PICTURE);
        assertThat(files.nth(1)).containsText("note.md");
        String address = server.address() + files.nth(1).getAttribute("href");
        assertThat(context.request().get(address).text()).isEqualTo("a line from the picker");
    }

    @Test
    void aModelWithoutImagesSaysSoBeforeAnythingIsSent() {
        ChatPage chat = openPage();
        chat.chooseModel(BLIND);
        attach(chat, PICTURE);
        chat.element("chat-input").fill("for blind eyes");
        assertThat(chat.page().getByText("This model takes no images.")).isVisible();
        assertThat(chat.element("send-button")).isDisabled();

        chat.chooseModel(SEEING);
        assertThat(chat.element("send-button")).isEnabled();
        chat.chooseModel(BLIND);
        assertThat(chat.element("send-button")).isDisabled();
        remove(chat, "map.png");
        chat.element("send-button").click();

        chat.awaitStatus("complete");
        asked("for blind eyes");
    }

    @Test
    void whatIsTooLargeOrOfNoKnownKindIsRefusedInWords() {
        console.expect("status of 4(13|22)");
        ChatPage chat = openPage();
        chat.chooseModel(SEEING);
        attach(
                chat,
                new FilePayload(
                        "huge.txt", "text/plain", " ".repeat(TOO_MANY_BYTES).getBytes(UTF_8)));
        assertThat(chips(chat)).containsText("20 MiB");
        attach(chat, new FilePayload("paper.pdf", "application/pdf", new byte[] {'%', 'P', 'D', 'F', 0, 1}));
        assertThat(chips(chat).last()).containsText("neither an image (PNG, JPEG, GIF, WebP) nor a text in UTF-8");
        chat.element("chat-input").fill("without files");
        assertThat(chat.page().getByText("Remove what could not be attached.")).isVisible();
        assertThat(chat.element("send-button")).isDisabled();

        remove(chat, "huge.txt");
        remove(chat, "paper.pdf");
        chat.element("send-button").click();

        chat.awaitStatus("complete");
        asked("without files");
    }

    private static Locator chips(ChatPage chat) {
        return chat.element("draft-files").locator("li");
    }

    private static void attach(ChatPage chat, FilePayload... files) {
        chat.element("attach-picker").setInputFiles(files);
    }

    private static void remove(ChatPage chat, String name) {
        chat.page().getByLabel("Remove " + name).click();
    }

    /** Pastes or drops a file into the field, as a browser tells the page of it. */
    private static void give(ChatPage chat, String event, String name, String text, int times) {
        chat.element("chat-input").evaluate("""
                        (field, [event, name, text, times]) => {
                          const given = new DataTransfer();
                          given.items.add(new File([text.repeat(times)], name, { type: 'text/plain' }));
                          const how = { bubbles: true, cancelable: true };
                          field.dispatchEvent(
                            event === 'paste'
                              ? new ClipboardEvent(event, { ...how, clipboardData: given })
                              : new DragEvent(event, { ...how, dataTransfer: given }),
                          );
                        }""", List.of(event, name, text, times));
    }

    private static FilePayload text(String name, String text) {
        return new FilePayload(name, "text/plain", text.getBytes(UTF_8));
    }

    private static byte[] picture() {
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(WIDTH_OF_PICTURE, 8, BufferedImage.TYPE_INT_RGB), "png", bytes);
            return bytes.toByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
