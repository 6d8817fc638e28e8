package dev.polylogue.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StderrTailTest {

    private final StderrTail tail = new StderrTail();

    @Test
    void whatFitsIsKeptWhole() {
        append("first\n");
        append("second\n\n");

        assertThat(tail.text()).isEqualTo("first\nsecond\n\n");
        assertThat(tail.lastLine()).isEqualTo("second");
    }

    @Test
    void onlyTheEndOfMoreIsKept() {
        for (int line = 0; line < 20_000; line++) {
            append("line " + line + "\n");
        }

        assertThat(tail.text()).hasSize(StderrTail.MAX_BYTES).endsWith("line 19998\nline 19999\n");
        assertThat(tail.lastLine()).isEqualTo("line 19999");
    }

    @Test
    void aPieceThatIsLargerThanAllKeepsItsEnd() {
        append("x".repeat(StderrTail.MAX_BYTES) + "end");

        assertThat(tail.text()).hasSize(StderrTail.MAX_BYTES).endsWith("xend");
    }

    private void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        tail.append(bytes, bytes.length);
    }
}
