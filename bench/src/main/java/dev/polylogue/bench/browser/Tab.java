package dev.polylogue.bench.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One tab with the page in it, and what the browser counts for it. */
final class Tab {

    static final Locator.WaitForOptions ATTACHED = new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);

    /** Fixed work of the kinds that a page does: text, JSON, maps, nodes. */
    private static final String FIXED_WORK = """
            () => {
              let sum = 0;
              for (let round = 0; round < 300; round++) {
                const all = new Map();
                for (let i = 0; i < 60; i++) all.set(`key-${i}`, { id: i, text: 'some words '.repeat(i % 7), list: [i, round] });
                const again = JSON.parse(JSON.stringify([...all]));
                for (const [key, value] of again) sum += key.length + value.text.replace(/[aeiou]/g, '').length;
                const root = document.createElement('div');
                for (let i = 0; i < 60; i++) root.append(Object.assign(document.createElement('span'), { textContent: `${i}` }));
                sum += root.textContent.length;
              }
              return sum;
            }""";

    private static final String FRAMES = """
            (seconds) => new Promise((resolve) => {
              let frames = 0;
              const tasks = [];
              const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((each) => each.duration)));
              observer.observe({ type: 'longtask' });
              const begin = performance.now();
              const count = (now) => {
                frames++;
                if (now - begin < seconds * 1000) requestAnimationFrame(count);
                else {
                  observer.disconnect();
                  resolve({ perSecond: (frames * 1000) / (now - begin), longTasks: tasks.length, longest: Math.max(0, ...tasks) });
                }
              };
              requestAnimationFrame(count);
            })""";

    /** What the browser's developer tools want to know of a page's performance. */
    private static final List<String> TRACED = List.of(
            "-*",
            "devtools.timeline",
            "disabled-by-default-devtools.timeline",
            "toplevel",
            "v8",
            "cc",
            "blink",
            "disabled-by-default-v8.cpu_profiler");

    private final Page page;
    private final CDPSession session;
    private final @Nullable Path profiles;

    /** @param profiles where to write traces of what was watched, for the browser's developer tools; null: nowhere */
    Tab(Page page, CDPSession session, @Nullable Path profiles) {
        this.page = page;
        this.session = session;
        this.profiles = profiles;
        var threadTicks = new JsonObject();
        threadTicks.addProperty("timeDomain", "threadTicks");
        session.send("Performance.enable", threadTicks);
    }

    Page page() {
        return page;
    }

    private Counters counters() {
        Map<String, Double> metrics = metrics();
        return new Counters(
                System.nanoTime(),
                metrics.getOrDefault("ThreadTime", 0.0),
                metrics.getOrDefault("ProcessTime", 0.0),
                metrics.getOrDefault("LayoutDuration", 0.0),
                metrics.getOrDefault("RecalcStyleDuration", 0.0),
                metrics.getOrDefault("ScriptDuration", 0.0));
    }

    /** What must pass while something is counted. */
    interface Wait {
        void pass() throws IOException, InterruptedException;
    }

    /** What is counted during the wait. The name is for the trace, which costs some CPU itself where one is wanted. */
    Counters watch(String name, Wait wait) throws IOException, InterruptedException {
        Browser browser = Objects.requireNonNull(page.context().browser());
        if (profiles != null) {
            browser.startTracing(page, new Browser.StartTracingOptions().setCategories(TRACED));
        }
        Counters before = counters();
        wait.pass();
        Counters used = counters().since(before);
        if (profiles != null) {
            Files.write(profiles.resolve(name + ".trace.json"), browser.stopTracing());
        }
        return used;
    }

    /** Bytes that are in use on the page's heap, garbage aside. */
    double heapBytes() {
        session.send("HeapProfiler.enable");
        // Twice: what the first finds dead may hold others until its finalizers ran.
        session.send("HeapProfiler.collectGarbage");
        session.send("HeapProfiler.collectGarbage");
        return metrics().getOrDefault("JSHeapUsedSize", 0.0);
    }

    /**
     * Bytes that the page holds, garbage aside, and compiled code aside: the browser compiles what runs often, whenever
     * it likes, which would be taken for what is held meanwhile. It stays in {@code NAME.heapsnapshot} where profiles are
     * wanted.
     */
    double heldBytes(String name) throws IOException {
        heapBytes();
        var snapshot = new StringBuilder();
        Consumer<JsonObject> take = event -> snapshot.append(event.get("chunk").getAsString());
        session.on("HeapProfiler.addHeapSnapshotChunk", take);
        session.send("HeapProfiler.takeHeapSnapshot");
        session.off("HeapProfiler.addHeapSnapshotChunk", take);
        if (profiles != null) {
            Files.writeString(profiles.resolve(name + ".heapsnapshot"), snapshot);
        }
        return HeapSnapshot.heldBytes(snapshot.toString());
    }

    /** DOM nodes that exist, garbage aside where {@link #heapBytes} was asked before. */
    double nodes() {
        return metrics().getOrDefault("Nodes", 0.0);
    }

    /** CPU milliseconds that a fixed piece of work costs this page: the measure of the machine. */
    double fixedWorkMillis() {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            double before = metrics().getOrDefault("ThreadTime", 0.0);
            page.evaluate(FIXED_WORK);
            best = Math.min(best, metrics().getOrDefault("ThreadTime", 0.0) - before);
        }
        return best * 1000;
    }

    /**
     * What the page manages to show.
     *
     * @param perSecond frames
     * @param longTasks tasks of more than 50 ms
     * @param longestMillis the longest of them
     */
    record Frames(double perSecond, int longTasks, double longestMillis) {}

    /** Counts frames; the counting itself costs CPU, so that is measured apart. */
    Frames frames(int seconds) {
        @SuppressWarnings("unchecked") // What the script above returns.
        var counted = (Map<String, Number>) page.evaluate(FRAMES, seconds);
        return new Frames(
                counted.getOrDefault("perSecond", 0).doubleValue(),
                counted.getOrDefault("longTasks", 0).intValue(),
                counted.getOrDefault("longest", 0).doubleValue());
    }

    private Map<String, Double> metrics() {
        Map<String, Double> all = new HashMap<>();
        for (JsonElement each : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            JsonObject metric = each.getAsJsonObject();
            all.put(metric.get("name").getAsString(), metric.get("value").getAsDouble());
        }
        return all;
    }
}
