/**
 * Every refusal as application/problem+json with a stable code. Turns each exception into one, and never tells a
 * client the name of a class or a stack.
 */
@NullMarked
package dev.polylogue.server.problem;

import org.jspecify.annotations.NullMarked;
