/**
 * The route of the models that a person can choose.
 */
@NullMarked
package dev.polylogue.server.model;

import org.jspecify.annotations.NullMarked;
