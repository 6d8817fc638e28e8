package dev.polylogue.llama.download;

import org.jspecify.annotations.Nullable;

/**
 * How a download fares.
 *
 * @param received bytes on the disk, those of earlier tries included
 * @param trouble why it ended before it was whole, in words; null while it runs, and where a person stopped it
 */
public record DownloadState(
        String name,
        long received,
        long size,
        Phase phase,
        @Nullable String trouble) {

    /** What is being done. */
    public enum Phase {
        /** Bytes come. */
        LOADING,
        /** All are there, and their checksum is made. */
        CHECKING,
        /** Nothing happens; what has come stays, and the next try goes on from there. */
        STOPPED
    }
}
