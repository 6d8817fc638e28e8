/**
 * Hands out the web app from the jar. Every path of a conversation gives the same page.
 */
@NullMarked
package dev.polylogue.server.web;

import org.jspecify.annotations.NullMarked;
