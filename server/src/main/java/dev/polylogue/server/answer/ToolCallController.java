package dev.polylogue.server.answer;

import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.server.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The routes of tools, which are not there yet. */
@RestController
@RequestMapping("/api/tool-calls/{id}")
final class ToolCallController {

    @Operation(summary = "Approve a tool call", description = "Tools are not supported yet: always 501 not-yet.")
    @ApiResponse(responseCode = "501", description = "not-yet")
    @PostMapping("/approve")
    void approve(@PathVariable String id, HttpServletResponse response) throws IOException {
        notYet(response);
    }

    @Operation(summary = "Deny a tool call", description = "Tools are not supported yet: always 501 not-yet.")
    @ApiResponse(responseCode = "501", description = "not-yet")
    @PostMapping("/deny")
    void deny(@PathVariable String id, HttpServletResponse response) throws IOException {
        notYet(response);
    }

    private static void notYet(HttpServletResponse response) throws IOException {
        Problems.write(ErrorCode.NOT_YET, "Tools are not supported yet: no tool call waits for you.", response);
    }
}
