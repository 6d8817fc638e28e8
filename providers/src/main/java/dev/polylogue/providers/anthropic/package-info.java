/**
 * The dialect {@code anthropic}: the messages API. Thinking is stored with its signature and told again as it came, since
 * a model that calls tools while it thinks refuses to go on without it.
 */
@NullMarked
package dev.polylogue.providers.anthropic;

import org.jspecify.annotations.NullMarked;
