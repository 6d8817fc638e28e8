package dev.polylogue.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.protocol.command.ModelInfo;
import dev.polylogue.providers.discovery.Surroundings;
import dev.polylogue.providers.ollama.InstalledModel;
import dev.polylogue.providers.ollama.ModelPull;
import dev.polylogue.providers.ollama.OllamaServer;
import dev.polylogue.providers.ollama.PullListener;
import dev.polylogue.providers.settings.ProviderSettings;
import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.SimulatedUpstream;
import dev.polylogue.testkit.UpstreamRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Getting models, as the server does it. */
final class OllamaServerTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final SystemTime time = new SystemTime();
    private final ProviderRegistry registry = new ProviderRegistry();
    private final SimulatedUpstream upstream = SimulatedUpstream.start()
            .model("llama3.2-completion", Script.script().build());
    private Providers providers;
    private OllamaServer ollama;

    @BeforeEach
    void open() throws InterruptedException {
        var settings = ProviderSettings.of("mine", "ollama", upstream.rootUrl());
        providers = Providers.start(time, registry, List.of(settings), Surroundings.none());
        providers.awaitFirstLook(SOON);
        ollama = providers.ollama("mine").orElseThrow();
    }

    @AfterEach
    void close() {
        providers.close();
        upstream.close();
        time.close();
    }

    /** Keeps what it is told. */
    private static final class Progress implements PullListener {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Optional<String>> end = new CompletableFuture<>();

        @Override
        public void progress(String status, long completed, long total) {
            told.add(status + " " + completed + "/" + total);
        }

        @Override
        public void ended(@Nullable String failure) {
            end.complete(Optional.ofNullable(failure));
        }
    }

    @Test
    void theModelsOnItsDiskAreToldWithTheirSize() {
        assertThat(ollama.installed())
                .containsExactly(new InstalledModel(
                        "llama3.2-completion", 2_019_393_189L, "llama3.2-completion", "llama", "3.2B", "Q4_K_M"));
        assertThat(providers.ollama("polylogue")).isEmpty();
    }

    @Test
    void aPullTellsItsProgressAndTheModelIsThereAfterwards() throws Exception {
        upstream.model("length-3", Script.script().length(3).build());
        var progress = new Progress();
        ollama.pull("length-3", progress);
        assertThat(progress.end.get(20, TimeUnit.SECONDS)).isEmpty();
        assertThat(progress.told)
                .containsExactly(
                        "pulling manifest 0/0",
                        "pulling dde5aa3fc5ff 1/3",
                        "pulling dde5aa3fc5ff 2/3",
                        "pulling dde5aa3fc5ff 3/3",
                        "verifying sha256 digest 0/0");
        Await.until("the new model", SOON, () -> registry.models().stream()
                .map(ModelInfo::id)
                .anyMatch("mine/length-3"::equals));
    }

    @Test
    void closingAPullClosesItsConnection() throws Exception {
        var progress = new Progress();
        ModelPull pull = ollama.pull("length-2-end-stall", progress);
        UpstreamRequest request = upstream.awaitRequests(1, SOON).getFirst();
        Await.until("progress", SOON, () -> progress.told.size() == 3);
        pull.close();
        upstream.awaitClientLeft(request, SOON);
        assertThat(progress.end).isNotDone();
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, does not exist",
        "length-1-end-errorframe, ran out of memory",
        "length-1-end-cut, broke off",
        "length-1-end-nofinish, broke off",
        "length-1-end-garbage, no answer",
        "status-500, 500"
    })
    void aPullThatFailsSaysWhy(String model, String words) throws Exception {
        var progress = new Progress();
        ollama.pull(model, progress);
        assertThat(progress.end.get(20, TimeUnit.SECONDS))
                .hasValueSatisfying(why -> assertThat(why).contains(words).endsWith("."));
    }
}
