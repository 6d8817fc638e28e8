/**
 * Model servers that are added, tried, changed and removed while the server runs. Their keys are locked before they are
 * stored and never leave the server.
 */
@NullMarked
package dev.polylogue.server.provider;

import org.jspecify.annotations.NullMarked;
