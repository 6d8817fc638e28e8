/**
 * What all model servers have in common, whatever they speak: where the API lies, which models there are and whether the
 * server is up, what it has refused, the calls under way. What differs is a {@link
 * dev.polylogue.providers.hosted.Dialect}, which holds no connection and starts no thread.
 */
@NullMarked
package dev.polylogue.providers.hosted;

import org.jspecify.annotations.NullMarked;
