package dev.polylogue.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Collects the rows of all test classes that ran in this process, and writes them as one table to {@link #FILE} after
 * each, so that a run that breaks off still shows what it measured. The classes run one after the other.
 */
final class FaultTable implements ParameterResolver, TestWatcher, AfterAllCallback {

    /** Where the table is. */
    static final Path FILE = Path.of("target", "faults.md");

    private static final Map<Integer, Row> ROWS = new TreeMap<>();

    private static final class Row {
        private final FaultRow says;
        private final Measured measured = new Measured();
        private String verdict = "not tested";

        Row(FaultRow says) {
            this.says = says;
        }

        void judge(String word) {
            if (!verdict.equals("NO")) {
                verdict = word;
            }
        }

        String line() {
            return Stream.of(says.number(), says.fault(), says.holds(), measured, verdict)
                    .map(cell -> String.valueOf(cell).replace("|", "\\|"))
                    .collect(Collectors.joining(" | ", "| ", " |"));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Measured.class;
    }

    @Override
    public Measured resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return row(context).measured;
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        row(context).judge("yes");
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        row(context).judge("NO");
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        row(context).judge("not here: " + (cause == null ? "" : cause.getMessage()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Row row = row(context);
        System.out.println(row.line());
        String form = Scale.isFull() ? "the full form" : "the short form: `make faults` makes the figures";
        String head = "Measured in " + form + ", seed " + Scale.seed()
                + ".\n\n| # | fault | what must hold | measured | holds |\n|---|---|---|---|---|\n";
        String rows = ROWS.values().stream().map(Row::line).collect(Collectors.joining("\n"));
        try {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            Files.writeString(FILE, head + rows + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Row row(ExtensionContext context) {
        FaultRow says = context.getRequiredTestClass().getAnnotation(FaultRow.class);
        return ROWS.computeIfAbsent(says.number(), _ -> new Row(says));
    }
}
