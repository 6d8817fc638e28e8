/**
 * The store's contract on real files, and what is special about SQLite: full disks, locks, damage, migrations.
 */
@NullMarked
package dev.polylogue.store;

import org.jspecify.annotations.NullMarked;
