/**
 * The whole engine on a real SQLite file, with scripted models and fake time: what one command does is held here from
 * its call to the row. It lies in this module because the engine cannot depend on its stores.
 */
@NullMarked
package dev.polylogue.store.engine;

import org.jspecify.annotations.NullMarked;
