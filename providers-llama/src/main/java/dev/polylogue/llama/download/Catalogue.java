package dev.polylogue.llama.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The models to be had: ours, or those of a file of the operator's. */
public record Catalogue(List<CatalogueEntry> entries) {

    private static final String OURS = "catalogue.json";

    public Catalogue {
        entries = List.copyOf(entries);
    }

    /** That of {@code file}; null: ours. {@link IllegalArgumentException}, with a sentence, where it cannot be read. */
    public static Catalogue read(@Nullable Path file) {
        try (InputStream in = file == null ? Catalogue.class.getResourceAsStream(OURS) : Files.newInputStream(file)) {
            return new Catalogue(JsonMapper.shared().readValue(in, new TypeReference<List<CatalogueEntry>>() {}));
        } catch (IOException | JacksonException unreadable) {
            throw new IllegalArgumentException(
                    "polylogue.local.catalogue: " + (file == null ? OURS : file) + " cannot be read: "
                            + unreadable.getMessage(),
                    unreadable);
        }
    }

    /** The one of that name. */
    public Optional<CatalogueEntry> find(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
