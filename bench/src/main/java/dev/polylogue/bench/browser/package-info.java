/**
 * What the web app costs in a real browser: Chromium with the page, the server and the simulated model server, each a
 * process of its own. CPU is that of the renderer's main thread as the browser itself counts it, never wall time. Each
 * row of the table is one {@link Scenario}, which can be run alone.
 */
@NullMarked
package dev.polylogue.bench.browser;

import org.jspecify.annotations.NullMarked;
