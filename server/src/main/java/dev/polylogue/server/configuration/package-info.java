/**
 * What can be set, with its defaults and checks. A wrong setting ends the start with one line that names it. Reads
 * nothing after the start.
 */
@NullMarked
package dev.polylogue.server.configuration;

import org.jspecify.annotations.NullMarked;
