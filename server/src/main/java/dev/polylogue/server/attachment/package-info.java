/**
 * Takes the files that people give with their messages, and gives them back. It streams both ways, and lets no file run
 * as a page of this server.
 */
@NullMarked
package dev.polylogue.server.attachment;

import org.jspecify.annotations.NullMarked;
