/** The routes with which a person makes, sees and removes the tokens of their programs. No program may use them. */
@NullMarked
package dev.polylogue.server.token;

import org.jspecify.annotations.NullMarked;
