package dev.polylogue.server.tool;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.server.identity.Operators;
import dev.polylogue.server.problem.RefusedException;
import dev.polylogue.tools.mcp.McpServers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets the operator add, change, restart and remove MCP servers. How they fare is in the list of tools. */
@RestController
@RequestMapping("/api/tool-servers")
final class ToolServerController {

    private static final String EXAMPLE = """
            {"name": "docs", "url": "https://mcp.example.org/mcp", "headers": {"Authorization": "Bearer …"}}""";

    private final AddedToolServers added;
    private final McpServers servers;
    private final Operators operators;

    ToolServerController(AddedToolServers added, McpServers servers, Operators operators) {
        this.added = added;
        this.servers = servers;
        this.operators = operators;
    }

    @Operation(
            summary = "Add an MCP server",
            description =
                    "With a url, or with {command, args, env} where the operator allows commands here. Its tools are"
                            + " everybody's. Variables and headers are stored locked and never sent back.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(EXAMPLE))))
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    void add(UserId user, @RequestBody ToolServerWish wish) {
        operators.require(user);
        added.add(wish);
    }

    @Operation(
            summary = "Change an MCP server that was added",
            description = "Any of the fields, or {enabled: false} to turn it off. It is started anew.")
    @PatchMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(UserId user, @PathVariable String name, @RequestBody ToolServerWish wish) {
        operators.require(user);
        added.change(name, wish);
    }

    @Operation(summary = "Start an MCP server anew", description = "Also one of the configuration. Its calls fail.")
    @PostMapping("/{name}/restart")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void restart(UserId user, @PathVariable String name) {
        operators.require(user);
        if (!servers.restart(name)) {
            throw RefusedException.because(ErrorCode.NOT_FOUND, "There is no such server of tools.");
        }
    }

    @Operation(summary = "Remove an MCP server that was added")
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(UserId user, @PathVariable String name) {
        operators.require(user);
        added.remove(name);
    }
}
