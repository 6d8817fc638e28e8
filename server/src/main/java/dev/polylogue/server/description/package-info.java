/**
 * The OpenAPI description of the routes, made from the code.
 */
@NullMarked
package dev.polylogue.server.description;

import org.jspecify.annotations.NullMarked;
