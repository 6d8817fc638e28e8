package dev.polylogue.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PackagesTest {

    /** Names that say nothing about what a thing does. */
    private static final Pattern EMPTY_NAME =
            Pattern.compile("(?i).*(util|utils|helper|helpers|manager|impl|common|misc)(?:\\.java)?");

    @Test
    void everyPackageSaysWhatItOwnsAndIsNullMarked() throws IOException {
        Set<Path> folders = new TreeSet<>();
        for (Path file : Sources.main()) {
            folders.add(file.getParent());
        }
        List<Path> silent = new ArrayList<>();
        for (Path folder : folders) {
            Path info = folder.resolve("package-info.java");
            if (!Files.exists(info) || !isSaid(Files.readString(info))) {
                silent.add(folder);
            }
        }
        assertThat(silent).isEmpty();
    }

    private static boolean isSaid(String info) {
        return info.contains("/**") && info.contains("@NullMarked");
    }

    @Test
    void noNameIsAnExcuse() throws IOException {
        List<Path> empty = new ArrayList<>();
        for (Path file : Sources.all()) {
            String name = String.valueOf(file.getFileName());
            String folder = String.valueOf(file.getName(file.getNameCount() - 2));
            if (EMPTY_NAME.matcher(name).matches() || EMPTY_NAME.matcher(folder).matches()) {
                empty.add(file);
            }
        }
        assertThat(empty).isEmpty();
    }
}
