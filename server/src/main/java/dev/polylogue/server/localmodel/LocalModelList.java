package dev.polylogue.server.localmodel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The local models.
 *
 * @param mayChange whether the caller may fetch and remove them
 * @param reason why none can run on the server's machine, in words
 * @param available the catalogue
 * @param downloads those that were begun and are not whole
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LocalModelList(
        boolean mayChange,
        @Nullable String reason,
        List<Installed> installed,
        List<Available> available,
        List<Download> downloads) {

    /** A file that is there. */
    record Installed(String name, String model, long size) {}

    /** One that can be had. */
    record Available(
            String name,
            String title,
            String goodFor,
            String licence,
            String address,
            String host,
            long size,
            String sha256) {}

    /**
     * One that is on its way.
     *
     * @param phase loading, checking or stopped
     * @param trouble why it stopped, in words
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Download(
            String name,
            long received,
            long size,
            String phase,
            @Nullable String trouble) {}
}
