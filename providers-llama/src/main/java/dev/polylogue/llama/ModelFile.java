package dev.polylogue.llama;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model file of the folder.
 *
 * @param size in bytes
 * @param changed when it was written, so that a file that was replaced is loaded anew
 */
public record ModelFile(String name, Path path, long size, long changed) {

    static final String SUFFIX = ".gguf";

    /** All of {@code folder}, by name. */
    public static List<ModelFile> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .map(ModelFile::of)
                    .flatMap(Optional::stream)
                    .sorted(java.util.Comparator.comparing(ModelFile::name))
                    .toList();
        } catch (IOException missing) {
            return List.of();
        }
    }

    /** The one of that name in {@code folder}. */
    public static Optional<ModelFile> find(Path folder, String name) {
        return in(folder).stream().filter(file -> file.name.equals(name)).findFirst();
    }

    private static Optional<ModelFile> of(Path path) {
        try {
            String file = path.getFileName().toString();
            return Files.isRegularFile(path)
                    ? Optional.of(new ModelFile(
                            file.substring(0, file.length() - SUFFIX.length()),
                            path,
                            Files.size(path),
                            Files.getLastModifiedTime(path).toMillis()))
                    : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
