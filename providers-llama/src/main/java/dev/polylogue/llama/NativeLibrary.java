package dev.polylogue.llama;

import de.kherud.llama.LlamaModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The native code in the binding's jar. It is unpacked by us, into a folder that only we can write: the binding itself
 * would write a file of a fixed name into the folder that all users and all servers of a machine share.
 */
final class NativeLibrary {

    private static final String PATH_PROPERTY = "de.kherud.llama.lib.path";

    private final String os;
    private final String architecture;
    private volatile @Nullable String failure;

    NativeLibrary() {
        this(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    NativeLibrary(String os, String architecture) {
        this.os = os.startsWith("Mac") ? "Mac" : os.startsWith("Windows") ? "Windows" : os;
        this.architecture = architecture.toLowerCase(Locale.ROOT).replace("amd64", "x86_64");
    }

    /** Why local models cannot run on this machine, in words; null where they can, as far as is known. Loads nothing. */
    @Nullable String reason() {
        String known = failure;
        if (known != null) {
            return known;
        }
        return LlamaModel.class.getResource(resource()) == null
                ? "Local models are not available on this machine: there is no llama.cpp for " + os + " " + architecture
                        + "."
                : null;
    }

    /** Has nothing loaded, for that reason. */
    void refuse(String sentence) {
        failure = sentence;
    }

    private String resource() {
        return "/de/kherud/llama/" + os + "/" + architecture + "/" + System.mapLibraryName("jllama");
    }

    /** Has the native code ready; the exception says why it cannot be. */
    synchronized void prepare() throws UnusableModelException {
        String reason = reason();
        if (reason != null) {
            throw new UnusableModelException(reason);
        }
        try {
            if (System.getProperty(PATH_PROPERTY) == null) {
                loadFrom(unpack());
            }
            // Loads it, if nobody has.
            Class.forName(LlamaModel.class.getName());
        } catch (IOException | LinkageError | ClassNotFoundException refused) {
            String sentence = "Local models are not available on this machine: " + refused.getMessage();
            failure = sentence;
            throw new UnusableModelException(sentence, refused);
        }
    }

    private static void loadFrom(Path library) throws IOException, ClassNotFoundException {
        System.setProperty(PATH_PROPERTY, String.valueOf(library.getParent()));
        try {
            Class.forName(LlamaModel.class.getName());
        } finally {
            try {
                // What is loaded needs no name any more; only Windows holds on to it.
                Files.delete(library);
                Files.delete(library.getParent());
            } catch (FileSystemException _) {
                library.toFile().deleteOnExit();
            }
        }
    }

    private Path unpack() throws IOException {
        Path folder = Files.createTempDirectory("polylogue-llama");
        Path library = folder.resolve(System.mapLibraryName("jllama"));
        try (InputStream in = LlamaModel.class.getResourceAsStream(resource())) {
            if (in == null) {
                throw new IOException("its native code is not in the jar.");
            }
            Files.copy(in, library);
        }
        return library;
    }
}
