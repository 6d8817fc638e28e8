package dev.polylogue.bench.browser;

import dev.polylogue.bench.report.Report;
import java.io.IOException;
import java.util.List;

/** One row of the table: what is set up, what is measured. */
interface Scenario {

    /** The word that selects it on the command line. */
    String name();

    /** The models that its conversations answer with, as {@link ModelServer} takes them. */
    List<String> models();

    /** More arguments of the server. */
    default List<String> serverArguments() {
        return List.of();
    }

    /** Measures on a stage of its own and adds the figures. */
    void run(Stage stage, Report report) throws IOException, InterruptedException;
}
