package dev.polylogue.llama.download;

import dev.polylogue.engine.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The downloads of a catalogue, one at a time of each model; bounded by the catalogue. What was begun before a restart
 * shows as stopped. Any thread may use it.
 */
public final class Downloads implements AutoCloseable {

    private final Catalogue catalogue;
    private final Path folder;
    private final Time time;
    private final Redirects http;
    private final Map<String, Download> downloads = new LinkedHashMap<>();

    /** {@code mayUseLoopback}: plain http to this machine is allowed. */
    public Downloads(Time time, Catalogue catalogue, Path folder, boolean mayUseLoopback) {
        this.time = time;
        this.catalogue = catalogue;
        this.folder = folder;
        this.http = new Redirects(mayUseLoopback);
    }

    /** What there is to be had. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** How those fare that were begun and are not whole. */
    public synchronized List<DownloadState> states() {
        List<DownloadState> states = new ArrayList<>();
        for (CatalogueEntry entry : catalogue.entries()) {
            Download download = downloads.get(entry.name());
            Path part = Download.part(folder, entry);
            if (download != null && !(download.isOver() && isInstalled(entry))) {
                states.add(download.state());
            } else if (Files.exists(part)) {
                states.add(new DownloadState(
                        entry.name(), Download.size(part), entry.size(), DownloadState.Phase.STOPPED, null));
            }
        }
        return states;
    }

    private boolean isInstalled(CatalogueEntry entry) {
        return Files.exists(folder.resolve(entry.name() + ".gguf"));
    }

    /** Begins it, or goes on with it; nothing where it runs. False where there is no such model in the catalogue. */
    public synchronized boolean start(String name) {
        Optional<CatalogueEntry> entry = catalogue.find(name);
        if (entry.isEmpty()) {
            return false;
        }
        Download now = downloads.get(name);
        if ((now == null || now.isOver()) && !isInstalled(entry.get())) {
            var download = new Download(entry.get(), folder, http);
            downloads.put(name, download);
            time.startThread("model-download", download::run);
        }
        return true;
    }

    /** Stops it; what has come stays for the next try. False where there is none. */
    public synchronized boolean stop(String name) {
        Download download = downloads.get(name);
        if (download == null) {
            return false;
        }
        download.stop();
        return true;
    }

    /** Removes what has come of one that is not running. */
    public synchronized void forget(String name) throws IOException {
        Download download = downloads.get(name);
        Optional<CatalogueEntry> entry = catalogue.find(name);
        if (entry.isPresent() && (download == null || download.isOver())) {
            downloads.remove(name);
            Download.discard(folder, entry.get());
        }
    }

    @Override
    public synchronized void close() {
        downloads.values().forEach(Download::stop);
        http.close();
    }
}
