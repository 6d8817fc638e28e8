/** Logs and feeds: offsets, resuming, urgency, and what is forgotten when. */
@NullMarked
package dev.polylogue.engine.log;

import org.jspecify.annotations.NullMarked;
