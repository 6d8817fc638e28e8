/**
 * Rank 2. What the engine needs of a durable store, as whole transactions: each method is all or nothing, names the
 * owner, and returns once it is durable. Implementations live elsewhere; their contract test is {@code StoreContract}.
 */
@NullMarked
package dev.polylogue.engine.store;

import org.jspecify.annotations.NullMarked;
