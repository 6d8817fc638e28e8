package dev.polylogue.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.protocol.command.ModelInfo;
import dev.polylogue.providers.discovery.Surroundings;
import dev.polylogue.providers.settings.ProviderSettings;
import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.SimulatedUpstream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProvidersTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final SystemTime time = new SystemTime();
    private final ProviderRegistry registry = new ProviderRegistry();
    private final SimulatedUpstream upstream =
            SimulatedUpstream.start().model("a", Script.script().build());

    @AfterEach
    void close() {
        upstream.close();
        time.close();
    }

    @Test
    void theGuideIsAlwaysThereAndTheDefaultOnlyWhenNothingElseIs() throws Exception {
        var local = ProviderSettings.of("local", upstream.baseUrl());
        try (Providers providers = Providers.start(time, registry, List.of(local), Surroundings.none())) {
            providers.awaitFirstLook(SOON);
            assertThat(registry.models()).extracting(ModelInfo::id).containsExactly("local/a", "polylogue/guide");
            assertThat(registry.defaultModel()).map(ModelInfo::id).hasValue("local/a");
        }
    }

    @Test
    void withoutAnyServerTheGuideIsTheDefault() {
        try (Providers _ = Providers.start(time, registry, List.of(), Surroundings.none())) {
            assertThat(registry.defaultModel()).map(ModelInfo::id).hasValue("polylogue/guide");
        }
    }

    @Test
    void theEnvironmentNamesOpenAiUnlessItIsConfigured() throws Exception {
        var surroundings = new Surroundings(
                Map.of("OPENAI_BASE_URL", upstream.baseUrl(), "OPENAI_API_KEY", "secret"), false, Set.of());
        assertThat(surroundings.toString()).doesNotContain("secret");
        try (Providers providers = Providers.start(time, registry, List.of(), surroundings)) {
            providers.awaitFirstLook(SOON);
            assertThat(registry.defaultModel()).map(ModelInfo::id).hasValue("openai/a");
        }
        assertThat(new Surroundings(Map.of("OPENAI_API_KEY", "k"), false, Set.of()).named())
                .map(ProviderSettings::baseUrl)
                .hasValue("https://api.openai.com/v1");
        assertThat(Surroundings.none().named()).isEmpty();
    }

    @Test
    void localServersAreLookedForButNotOnOurOwnPortAndAnOllamaInItsOwnDialect() {
        var surroundings = new Surroundings(Map.of(), true, Set.of(8080));
        assertThat(surroundings.local())
                .extracting(ProviderSettings::name)
                .containsExactly("ollama", "lmstudio", "vllm");
        assertThat(surroundings.local()).extracting(ProviderSettings::dialect).containsExactly("ollama", null, null);
        assertThat(surroundings.local())
                .extracting(ProviderSettings::maxConcurrent)
                .containsOnly(1);
        assertThat(new Surroundings(Map.of(), true, Set.of()).local())
                .extracting(ProviderSettings::baseUrl)
                .contains("http://127.0.0.1:8080/v1");
    }

    @Test
    void aServerThatIsFoundLaterComesBeforeTheGuideAndOneThatIsNoModelServerNever() throws Exception {
        upstream.down();
        var local = ProviderSettings.of("local", upstream.baseUrl());
        try (Providers providers = Providers.start(time, registry, List.of(local), Surroundings.none())) {
            providers.awaitFirstLook(SOON);
            assertThat(registry.defaultModel()).map(ModelInfo::id).hasValue("polylogue/guide");
            upstream.up();
            Await.until("found", SOON, () -> registry.defaultModel()
                    .filter(model -> model.id().equals("local/a"))
                    .isPresent());
        }
    }

    @Test
    void aDialectThatIsNoneIsRefusedByNameInOneLineThatNamesThoseThereAre() {
        var settings = ProviderSettings.of("x", "latin", "http://127.0.0.1:1");
        assertThatThrownBy(() -> Providers.start(time, registry, List.of(settings), Surroundings.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("polylogue.providers.x.dialect=latin: there is no such dialect. There are: "
                        + "openai-chat, anthropic, ollama, gemini, openai-responses.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://x", "http://", "http://user:word@host", "http:// space"})
    void aBaseUrlThatIsNoneIsRefused(String baseUrl) {
        assertThatThrownBy(() -> Providers.start(
                        time,
                        registry,
                        List.of(new ProviderSettings("x", null, baseUrl, null, null, null, null, null)),
                        Surroundings.none()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
