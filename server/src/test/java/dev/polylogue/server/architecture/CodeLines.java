package dev.polylogue.server.architecture;

import java.util.BitSet;

/** Which lines of a Java source hold code: not only blanks and comments. */
final class CodeLines {

    private enum In {
        CODE,
        LINE_COMMENT,
        BLOCK_COMMENT,
        STRING,
        CHARACTER,
        TEXT_BLOCK
    }

    private final String source;
    private final BitSet lines = new BitSet();
    private int at;
    private int line;
    private In state = In.CODE;

    private CodeLines(String source) {
        this.source = source;
    }

    /** The numbers of the lines with code; the first line is 0. */
    static BitSet of(String source) {
        var scan = new CodeLines(source);
        while (scan.at < source.length()) {
            scan.step();
        }
        return scan.lines;
    }

    private void step() {
        char here = source.charAt(at);
        if (here == '\n') {
            line++;
            state = state == In.LINE_COMMENT ? In.CODE : state;
            at++;
            return;
        }
        at += switch (state) {
            case CODE -> code(here);
            case LINE_COMMENT -> 1;
            case BLOCK_COMMENT -> leave("*/");
            case STRING -> quoted(here, "\"");
            case CHARACTER -> quoted(here, "'");
            case TEXT_BLOCK -> quoted(here, "\"\"\"");
        };
    }

    private int code(char here) {
        if (source.startsWith("//", at)) {
            state = In.LINE_COMMENT;
            return 2;
        }
        if (source.startsWith("/*", at)) {
            state = In.BLOCK_COMMENT;
            return 2;
        }
        if (!Character.isWhitespace(here)) {
            lines.set(line);
        }
        if (source.startsWith("\"\"\"", at)) {
            state = In.TEXT_BLOCK;
            return 3;
        }
        if (here == '"') {
            state = In.STRING;
        } else if (here == '\'') {
            state = In.CHARACTER;
        }
        return 1;
    }

    private int quoted(char here, String end) {
        lines.set(line);
        return here == '\\' ? 2 : leave(end);
    }

    private int leave(String end) {
        if (!source.startsWith(end, at)) {
            return 1;
        }
        state = In.CODE;
        return end.length();
    }
}
