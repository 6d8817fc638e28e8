/** The model files of the data folder over HTTP: which there are, which can be had, and how downloads fare. */
@NullMarked
package dev.polylogue.server.localmodel;

import org.jspecify.annotations.NullMarked;
