package dev.polylogue.server.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A source file and its syntax tree, without types. */
record ParsedSource(Path file, String text, CompilationUnitTree tree, SourcePositions positions, BitSet codeLines) {

    static List<ParsedSource> parse(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<ParsedSource> parsed = new ArrayList<>();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree tree : task.parse()) {
                Path file = Path.of(tree.getSourceFile().toUri());
                String text = Files.readString(file);
                parsed.add(new ParsedSource(file, text, tree, positions, CodeLines.of(text)));
            }
        }
        return parsed;
    }

    /** How many lines of code the whole file has. */
    int lines() {
        return codeLines.cardinality();
    }

    /** How many lines of code a piece of it has. */
    int lines(Tree piece) {
        int from = line(positions.getStartPosition(tree, piece));
        int to = line(positions.getEndPosition(tree, piece));
        return codeLines.get(from, to + 1).cardinality();
    }

    private int line(long position) {
        return (int) tree.getLineMap().getLineNumber(position) - 1;
    }
}
