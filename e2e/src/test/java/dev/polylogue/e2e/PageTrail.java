package dev.polylogue.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;

/**
 * What a page saw of its person, the newest last: where the pointer went down and up, what was clicked, and where it went. A
 * click that was made and did nothing is on no picture.
 */
final class PageTrail {

    private static final String KEEP = """
            (() => {
              const trail = (globalThis.pageTrail = []);
              const keep = (what) => {
                trail.push(`${Math.round(performance.now())} ${location.pathname} ${what}`);
                if (trail.length > 100) trail.shift();
              };
              const nameOf = (element) => `${element.tagName} "${element.textContent.slice(0, 60)}"`;
              for (const kind of ['pointerdown', 'pointerup', 'pointercancel', 'dragstart', 'click']) {
                addEventListener(
                  kind,
                  (event) => keep(`${kind} ${event.clientX},${event.clientY} ${event.target instanceof Element ? nameOf(event.target) : ''}`),
                  true,
                );
              }
              addEventListener('popstate', () => keep('popstate'));
              for (const method of ['pushState', 'replaceState']) {
                const plain = history[method];
                history[method] = function (...given) {
                  plain.apply(this, given);
                  keep(method);
                };
              }
            })()""";

    private PageTrail() {}

    /** For all pages that the context will have. */
    static void keep(BrowserContext context) {
        context.addInitScript(KEEP);
    }

    static String of(Page page) {
        return (String) page.evaluate("() => globalThis.pageTrail.join('\\n')");
    }
}
