/**
 * The durable store: SQLite through plain JDBC, in SQL that PostgreSQL takes too. One thread writes, a few read, and
 * callers only wait for them, so that no virtual thread pins its carrier in native code. A write is one transaction and
 * is durable when its call returns; every row and every statement names its owner. Nothing here knows what a
 * generation means beyond its rows: it never decides, it keeps.
 */
@NullMarked
package dev.polylogue.store;

import org.jspecify.annotations.NullMarked;
