/**
 * A bad network between two programs: connections that are cut, that fall silent, that trickle. It stands between a
 * client and the server, or between the server and a model server. Whatever is random in it comes from the caller. It
 * must never change a byte: what it lets through is what was sent.
 */
@NullMarked
package dev.polylogue.testkit.proxy;

import org.jspecify.annotations.NullMarked;
