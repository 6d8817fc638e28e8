package dev.polylogue.server.provider;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.provider.ProviderStatus;
import dev.polylogue.providers.guide.GuideProvider;
import dev.polylogue.server.configuration.Settings;
import dev.polylogue.server.identity.Operators;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows the model servers, and lets the operator add, try, change and remove them. */
@RestController
@RequestMapping("/api/providers")
final class ProviderController {

    private static final String EXAMPLE = """
            {"name": "mistral", "dialect": "openai-chat", "baseUrl": "https://api.mistral.ai/v1", "apiKey": "…"}""";

    private final AddedProviders added;
    private final ProviderRegistry registry;
    private final Operators operators;
    private final Settings settings;

    ProviderController(AddedProviders added, ProviderRegistry registry, Operators operators, Settings settings) {
        this.added = added;
        this.registry = registry;
        this.operators = operators;
        this.settings = settings;
    }

    @Operation(summary = "The model servers", description = "Keys are never shown, only whether there is one.")
    @GetMapping
    ProviderList list(UserId user) {
        boolean mayChange = operators.has(user);
        List<ProviderList.Entry> items = new ArrayList<>(added.added(mayChange));
        Set<String> known = items.stream().map(ProviderList.Entry::name).collect(Collectors.toSet());
        registry.all().stream()
                .filter(provider -> !known.contains(provider.name()) && !GuideProvider.NAME.equals(provider.name()))
                .map(provider -> fixed(provider, mayChange))
                .filter(entry -> entry.modelCount() > 0 || settings.providers().containsKey(entry.name()))
                .forEach(items::add);
        return new ProviderList(mayChange, items);
    }

    private ProviderList.Entry fixed(Provider provider, boolean mayChange) {
        Settings.ModelServer configured = settings.providers().get(provider.name());
        ProviderStatus status = provider.status();
        return new ProviderList.Entry(
                provider.name(),
                configured == null ? null : configured.dialect(),
                configured == null || !mayChange ? null : configured.baseUrl(),
                configured != null && configured.apiKey() != null,
                configured == null ? null : configured.maxConcurrent(),
                configured == null ? null : configured.requestsPerMinute(),
                List.of(),
                true,
                status.reason() == null,
                status.models().size(),
                status.reason());
    }

    @Operation(
            summary = "Add a model server",
            description = "It serves at once. Operators only. The key is locked before it is stored.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ProviderWish.class),
                                            examples = @ExampleObject(EXAMPLE))))
    @PostMapping
    ResponseEntity<ProviderList.Entry> add(UserId user, @RequestBody ProviderWish wish) {
        operators.require(user);
        ProviderList.Entry entry = added.add(wish);
        return ResponseEntity.created(URI.create("/api/providers/" + entry.name()))
                .body(entry);
    }

    @Operation(
            summary = "Try a connection",
            description =
                    "Keeps nothing, and says in words what is wrong. With the name of one that was added, what is "
                            + "left out is taken from that. Operators only.")
    @PostMapping("/test")
    ProviderList.Tried test(UserId user, @RequestBody ProviderWish wish) throws InterruptedException {
        operators.require(user);
        return added.attempt(wish);
    }

    @Operation(
            summary = "Change a model server",
            description = "What is left out stays; an empty apiKey takes the key away. Operators only.")
    @PatchMapping("/{name}")
    ProviderList.Entry change(UserId user, @PathVariable String name, @RequestBody ProviderWish wish) {
        operators.require(user);
        return added.change(name, wish);
    }

    @Operation(
            summary = "Remove a model server",
            description = "Its answers under way fail, with words. Operators only.")
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(UserId user, @PathVariable String name) {
        operators.require(user);
        added.remove(name);
    }
}
