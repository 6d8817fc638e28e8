/** The Java client against a real server: what it promises must hold over real sockets, also over bad ones. */
@NullMarked
package dev.polylogue.server.client;

import org.jspecify.annotations.NullMarked;
