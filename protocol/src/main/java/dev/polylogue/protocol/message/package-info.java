/**
 * What a message is made of and how it stands: parts, status, usage, stop causes. Values only.
 */
@NullMarked
package dev.polylogue.protocol.message;

import org.jspecify.annotations.NullMarked;
