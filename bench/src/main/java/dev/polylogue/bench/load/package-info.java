/**
 * The two ends of a measured stream: a model server that paces its tokens and writes into each when it left, and a client
 * that reads them. Both are processes of their own and cheap, with one thread while they are measured: what they need is
 * told beside the figures. Answers are begun and stopped through {@code client}, before and after; what is measured is read
 * by a selector and searched for marks, since a reader that decodes each chunk would take more than the server does.
 */
@NullMarked
package dev.polylogue.bench.load;

import org.jspecify.annotations.NullMarked;
