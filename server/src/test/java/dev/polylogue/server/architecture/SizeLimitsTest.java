package dev.polylogue.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SizeLimitsTest {

    private static final int MAX_FILE = 300;
    private static final int MAX_METHOD = 40;

    /** A journey through the browser is one story: cut into methods it is harder to follow, not easier. */
    private static final int MAX_JOURNEY = 60;

    @Test
    void noFileHasMoreThan300LinesOfCode() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (ParsedSource source : Sources.parsed()) {
            if (source.lines() > MAX_FILE) {
                tooLong.add(source.file() + ": " + source.lines());
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void noMethodHasMoreThan40LinesOfCode() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (ParsedSource source : Sources.parsed()) {
            boolean isJourney = source.file().toString().contains("/e2e/");
            int limit = isJourney ? MAX_JOURNEY : MAX_METHOD;
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
                    if (source.lines(method) > limit) {
                        tooLong.add(source.file() + ", " + method.getName() + ": " + source.lines(method));
                    }
                    return super.visitMethod(method, null);
                }
            }.scan(source.tree(), null);
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void commentsAndBlankLinesAreNoCodeAndStringsAreNoComments() {
        String source = """
                /* a comment
                   over lines */
                class A { // code, with a comment behind it

                    String url = "http://x"; char quote = '"';
                    // only a comment
                    String text = \"""
                        /* text, no comment */
                        \""";
                }
                """;

        assertThat(CodeLines.of(source).stream().boxed()).containsExactly(2, 4, 6, 7, 8, 9);
    }
}
