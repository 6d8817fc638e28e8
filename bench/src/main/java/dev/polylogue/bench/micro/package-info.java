/**
 * What the steps of a token's way cost by themselves, in nanoseconds and bytes of heap, measured by JMH.
 */
@NullMarked
package dev.polylogue.bench.micro;

import org.jspecify.annotations.NullMarked;
