package dev.polylogue.server.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Java sources of all modules, found from the folder of this one. */
final class Sources {

    /** The modules of the design; one that does not exist yet has no sources. */
    private static final List<String> MODULES = List.of(
            "protocol",
            "engine",
            "providers",
            "providers-langchain4j",
            "providers-llama",
            "tools",
            "store",
            "cluster-redis",
            "server",
            "client",
            "testkit",
            "e2e",
            "faults",
            "bench");

    private static @Nullable List<ParsedSource> parsed;

    private Sources() {}

    /** All Java files with their trees, parsed once. */
    static synchronized List<ParsedSource> parsed() throws IOException {
        List<ParsedSource> known = parsed;
        if (known == null) {
            known = ParsedSource.parse(all());
            parsed = known;
        }
        return known;
    }

    /** All Java files, tests included. */
    static List<Path> all() throws IOException {
        return below("src");
    }

    /** The Java files that are shipped. */
    static List<Path> main() throws IOException {
        return below("src/main");
    }

    /** The folders of compiled classes of the modules that are built, but the benches: those read real clocks. */
    static List<Path> compiled() {
        return MODULES.stream()
                .filter(module -> !module.equals("bench"))
                .map(module -> Path.of("..", module, "target", "classes"))
                .filter(Files::isDirectory)
                .toList();
    }

    private static List<Path> below(String folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : MODULES) {
            Path root = Path.of("..", module).resolve(folder);
            if (Files.isDirectory(root)) {
                try (Stream<Path> found = Files.walk(root)) {
                    found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                }
            }
        }
        return files;
    }
}
