/**
 * Hand-written fakes of the engine's borders, kept as clean as the engine: fake time and scripted models. The testkit
 * hands them on to the tests of other modules.
 */
@NullMarked
package dev.polylogue.engine.testing;

import org.jspecify.annotations.NullMarked;
