package dev.polylogue.llama.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.testkit.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DownloadsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int SIZE = 500_000;
    private static final int CUT = 200_000;

    @TempDir
    private Path folder;

    private final byte[] content = new byte[SIZE];
    private final SystemTime time = new SystemTime();
    private FileHost host;
    private CatalogueEntry entry;
    private Downloads downloads;

    @BeforeEach
    void open() {
        new Random(1).nextBytes(content);
        host = new FileHost(content);
        entry = host.entry("tiny");
        downloads = with(entry);
    }

    private Downloads with(CatalogueEntry wanted) {
        return new Downloads(time, new Catalogue(List.of(wanted)), folder, true);
    }

    @AfterEach
    void close() {
        downloads.close();
        host.close();
        time.close();
    }

    private Path file() {
        return folder.resolve("tiny.gguf");
    }

    private Path part() {
        return folder.resolve("tiny.part");
    }

    private void finish() throws Exception {
        assertThat(downloads.start("tiny")).isTrue();
        Await.until(
                "it is whole",
                SOON,
                () -> Files.exists(file()) && downloads.states().isEmpty());
        assertThat(Files.readAllBytes(file())).isEqualTo(content);
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains(".part"));
    }

    private String fail() throws Exception {
        assertThat(downloads.start("tiny")).isTrue();
        Await.until("it has stopped", SOON, () -> state().phase() == DownloadState.Phase.STOPPED);
        assertThat(file()).doesNotExist();
        return String.valueOf(state().trouble());
    }

    private DownloadState state() {
        return downloads.states().getFirst();
    }

    @Test
    void aWholeFileBecomesAModel() throws Exception {
        finish();
        assertThat(host.ranges()).containsExactly("");
    }

    @Test
    void oneThatWasCutGoesOnAfterARestart() throws Exception {
        host.cutAt(CUT);
        assertThat(fail()).contains("goes on where it stopped");
        long first = Files.size(part());
        assertThat(first).isEqualTo(state().received()).isPositive();
        downloads.close();
        host.cutAt(Integer.MAX_VALUE);
        downloads = with(entry);
        assertThat(state().received()).isEqualTo(first);
        finish();
        assertThat(host.ranges()).containsExactly("", "bytes=" + first + "-");
    }

    @Test
    void aHostThatIgnoresRangesIsBegunWithAnew() throws Exception {
        host.cutAt(CUT);
        fail();
        host.cutAt(Integer.MAX_VALUE);
        host.ignoreRanges();
        finish();
    }

    @Test
    void aFileThatChangedBetweenTwoTriesIsBegunWithAnew() throws Exception {
        host.cutAt(CUT);
        host.replace(new byte[SIZE], "\"zero\"");
        fail();
        host.cutAt(Integer.MAX_VALUE);
        host.replace(content, "\"one\"");
        finish();
    }

    @Test
    void aWrongChecksumLeavesNothing() throws Exception {
        host.replace(new byte[SIZE], "\"zero\"");
        assertThat(fail()).contains("SHA-256", "removed");
        assertThat(part()).doesNotExist();
    }

    @Test
    void aFileThatIsTooLongIsRefused() throws Exception {
        host.replace(new byte[SIZE + 1], "\"long\"");
        assertThat(fail()).contains("too long");
    }

    @Test
    void aFullDiskIsSaidBeforeAnythingIsAsked() throws Exception {
        downloads.close();
        downloads =
                with(new CatalogueEntry("tiny", "Tiny", "Tests.", "none", host.address(), 1L << 60, entry.sha256()));
        assertThat(fail()).contains("not enough room on the disk");
        assertThat(host.ranges()).isEmpty();
    }

    @Test
    void aHostThatIsNotThereIsSaidInWords() throws Exception {
        host.close();
        assertThat(fail()).contains("127.0.0.1 cannot be reached");
    }

    @Test
    void aRedirectToWhereNothingIsEncryptedIsNotFollowed() throws Exception {
        host.moveTo("http://models.invalid/file");
        assertThat(fail()).contains("not encrypted");
    }

    @Test
    void withoutLeaveNotEvenThisMachineIsAskedInPlainText() throws Exception {
        downloads.close();
        downloads = new Downloads(time, new Catalogue(List.of(entry)), folder, false);
        assertThat(fail()).contains("not encrypted");
        assertThat(host.ranges()).isEmpty();
    }

    @Test
    void oneThatIsNotInTheCatalogueIsNone() {
        assertThat(downloads.start("other")).isFalse();
        assertThat(downloads.stop("other")).isFalse();
    }

    @Test
    void whatHasComeCanBeForgotten() throws Exception {
        host.cutAt(CUT);
        fail();
        downloads.forget("tiny");
        assertThat(downloads.states()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void ourCatalogueCanBeReadAndAsksForEncryptedFilesOnly() {
        List<CatalogueEntry> entries = Catalogue.read(null).entries();
        assertThat(entries).hasSize(3);
        assertThat(entries).extracting(CatalogueEntry::address).allMatch(address -> "https"
                .equals(address.getScheme()));
        assertThat(entries).allMatch(one -> one.address().getPath().endsWith("/" + one.name() + ".gguf"));
    }

    @Test
    void acatalogueOfTheOperatorsIsCheckedWhenItIsRead() throws IOException {
        Path file = folder.resolve("catalogue.json");
        Files.writeString(file, """
                [{"name": "../evil", "title": "", "goodFor": "", "licence": "", "address": "https://a/b", "size": 1,
                  "sha256": "%s"}]""".formatted("0".repeat(64)));
        assertThatThrownBy(() -> Catalogue.read(file)).hasMessageContaining("polylogue.local.catalogue");
        assertThat(new CatalogueEntry("a", "", "", "", URI.create("https://a/b"), 1, "0".repeat(64)).name())
                .isEqualTo("a");
    }
}
