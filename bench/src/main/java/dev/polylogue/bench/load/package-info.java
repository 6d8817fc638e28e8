/**
 * The two ends of a measured stream: a model server that paces its tokens and writes into each when it left, and a client
 * that reads them. Both are processes of their own with one thread, and cheap: what they need is told beside the figures.
 */
@NullMarked
package dev.polylogue.bench.load;

import org.jspecify.annotations.NullMarked;
