/**
 * Tools as models are told of them and as people see them. Values only.
 */
@NullMarked
package dev.polylogue.protocol.tool;

import org.jspecify.annotations.NullMarked;
