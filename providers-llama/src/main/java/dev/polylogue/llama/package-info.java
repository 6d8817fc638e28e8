/**
 * Models that run inside this process: llama.cpp, by its Java binding, on the model files of one folder. Nothing native is
 * loaded before the first answer is asked for, and what cannot run here is said in words. One model is in memory at a
 * time; its slots decode side by side in one batch. Nothing here may hand llama.cpp a file or a text that was not looked at
 * first: what aborts there ends the server. {@code EDGE_CASES.md} has the odd cases.
 */
@NullMarked
package dev.polylogue.llama;

import org.jspecify.annotations.NullMarked;
