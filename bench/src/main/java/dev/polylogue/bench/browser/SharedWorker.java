package dev.polylogue.bench.browser;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The shared worker of our pages, spoken to over the browser's own connection: Playwright knows no shared workers. */
final class SharedWorker {

    private final CDPSession browser;
    private final Page page;
    private final String session;
    private final Map<Integer, JsonObject> answers = new HashMap<>();
    private int asked;

    private SharedWorker(CDPSession browser, Page page, String session) {
        this.browser = browser;
        this.page = page;
        this.session = session;
        browser.on("Target.receivedMessageFromTarget", event -> {
            JsonObject message =
                    JsonParser.parseString(event.get("message").getAsString()).getAsJsonObject();
            if (message.has("id")) {
                answers.put(message.get("id").getAsInt(), message);
            }
        });
    }

    /** How many there are in the browser. */
    static int count(Browser browser) {
        return targets(browser.newBrowserCDPSession()).size();
    }

    /** The one that there is; {@code page} is any page of ours, which waits for its answers. */
    static SharedWorker of(Browser browser, Page page) {
        CDPSession session = browser.newBrowserCDPSession();
        var wanted = new JsonObject();
        wanted.addProperty("targetId", targets(session).getFirst());
        wanted.addProperty("flatten", false);
        JsonObject attached = session.send("Target.attachToTarget", wanted);
        return new SharedWorker(session, page, attached.get("sessionId").getAsString());
    }

    private static List<String> targets(CDPSession session) {
        return session.send("Target.getTargets").getAsJsonArray("targetInfos").asList().stream()
                .map(each -> each.getAsJsonObject())
                .filter(each -> each.get("type").getAsString().equals("shared_worker"))
                .map(each -> each.get("targetId").getAsString())
                .toList();
    }

    /** Bytes that are in use on its heap, garbage aside. */
    double heapBytes() {
        ask("HeapProfiler.enable");
        ask("HeapProfiler.collectGarbage");
        ask("HeapProfiler.collectGarbage");
        return ask("Runtime.getHeapUsage").get("usedSize").getAsDouble();
    }

    private JsonObject ask(String method) {
        int id = ++asked;
        var message = new JsonObject();
        message.addProperty("id", id);
        message.addProperty("method", method);
        var sent = new JsonObject();
        sent.addProperty("sessionId", session);
        sent.addProperty("message", message.toString());
        browser.send("Target.sendMessageToTarget", sent);
        page.waitForCondition(() -> answers.containsKey(id));
        return Objects.requireNonNull(answers.remove(id)).getAsJsonObject("result");
    }
}
