package dev.polylogue.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ToolNamesTest {

    @Test
    void aNameThatModelsTakeIsKept() {
        assertThat(ToolNames.of("files", "read_file")).isEqualTo("files_read_file");
    }

    @Test
    void namesThatAreCleanedOrCutStayDifferent() {
        assertThat(ToolNames.of("web", "get.page"))
                .matches("web_get-page_[0-9a-f]{8}")
                .isNotEqualTo(ToolNames.of("web", "get page"));
        assertThat(ToolNames.of("web", "x".repeat(200))).hasSize(64).isNotEqualTo(ToolNames.of("web", "x".repeat(201)));
        assertThat(ToolNames.of("web", "日本語")).matches("web_---_[0-9a-f]{8}");
    }
}
