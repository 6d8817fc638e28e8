/**
 * The product as a person meets it: a real browser, a real server process, and a simulated model server behind it. Each
 * row of the seed is a test here. What a test does, it does through the page; the HTTP interface and the upstream are
 * asked only what became of it. Nothing sleeps: the upstream's gates say when a token comes, and the page is waited for.
 */
@NullMarked
package dev.polylogue.e2e;

import org.jspecify.annotations.NullMarked;
