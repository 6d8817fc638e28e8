package dev.polylogue.providers.ollama;

import org.jspecify.annotations.Nullable;

/**
 * Is told how far a pull is, from threads of the client, one call at a time: progress any number of times, then the end
 * once, unless the pull was closed before; then nothing. It must not block.
 */
public interface PullListener {

    /**
     * What is being done.
     *
     * @param status in Ollama's words, as in {@code pulling manifest}
     * @param completed bytes of the file under way that are there; 0 where that is not said
     * @param total its size; 0 where that is not said
     */
    void progress(String status, long completed, long total);

    /** The model is there, where {@code failure} is null; else a sentence that says why it is not. */
    void ended(@Nullable String failure);
}
