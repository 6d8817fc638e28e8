package dev.polylogue.server.tool;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.store.ToolPolicyStore;
import dev.polylogue.engine.tool.Toolbox;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.tool.ToolPolicy;
import dev.polylogue.server.configuration.Settings;
import dev.polylogue.server.identity.Operators;
import dev.polylogue.server.problem.RefusedException;
import dev.polylogue.tools.mcp.McpServerStatus;
import dev.polylogue.tools.mcp.McpServers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lists the tools that models may call for a person, and keeps what the person says about them. */
@RestController
@RequestMapping("/api/tools")
final class ToolController {

    private final Toolbox toolbox;
    private final McpServers servers;
    private final AddedToolServers added;
    private final ToolPolicyStore policies;
    private final Operators operators;
    private final boolean hasOneUser;

    ToolController(
            Toolbox toolbox,
            McpServers servers,
            AddedToolServers added,
            Store store,
            Operators operators,
            Settings settings) {
        this.toolbox = toolbox;
        this.servers = servers;
        this.added = added;
        this.policies = store.toolPolicies();
        this.operators = operators;
        this.hasOneUser = settings.identity().hasOneUser();
    }

    @Operation(
            summary = "The tools, and the servers they come from",
            description = "policy is what the caller says about a tool for all conversations, where anything is said.")
    @GetMapping
    ToolList tools(UserId user) {
        Map<String, ToolPolicy> said = policies.policies(user, null);
        return new ToolList(
                toolbox.tools(user).stream()
                        .map(tool -> ToolList.Item.of(
                                tool, said.get(tool.definition().name())))
                        .toList(),
                servers(operators.has(user)),
                operators.has(user),
                added.takesCommands());
    }

    private List<ToolList.Server> servers(boolean isOperator) {
        Map<String, AddedToolServers.Added> ofSettings = added.all().stream()
                .collect(Collectors.toMap(server -> server.server().name(), Function.identity()));
        List<ToolList.Server> all = new ArrayList<>();
        for (McpServerStatus status : servers.status()) {
            AddedToolServers.Added known = ofSettings.get(status.name());
            boolean isReadOnly = known == null || known.closed() != null;
            ToolList.Reach reach = known == null || isReadOnly ? null : reach(known, isOperator);
            all.add(ToolList.Server.of(status, hasOneUser, isReadOnly, reach));
        }
        for (AddedToolServers.Added known : ofSettings.values()) {
            if (known.closed() != null) {
                all.add(ToolList.Server.closed(known, reach(known, isOperator)));
            }
        }
        return all;
    }

    /** Only for those who may change it. */
    private ToolList.@Nullable Reach reach(AddedToolServers.Added known, boolean isOperator) {
        return isOperator ? ToolList.Reach.of(known.server(), added.secretNames(known.server())) : null;
    }

    @Operation(
            summary = "Say who decides about a tool",
            description =
                    "For all of the caller's conversations: ask, always or never; null takes it back. What was said in"
                            + " one conversation counts more there.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject("{\"policy\": \"always\"}"))))
    @PatchMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void policy(UserId user, @PathVariable String name, @RequestBody PolicyWish wish) {
        if (toolbox.find(user, name).isEmpty()) {
            throw RefusedException.because(ErrorCode.NOT_FOUND, "There is no such tool.");
        }
        policies.set(user, null, name, wish.policy());
    }
}
