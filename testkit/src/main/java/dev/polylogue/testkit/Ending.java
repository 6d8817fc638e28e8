package dev.polylogue.testkit;

import java.util.Locale;

/** What a simulated model does after its last token. In a model's name it is written in lower case, without lines. */
public enum Ending {
    /** The finish reason, usage where wanted, {@code [DONE]}, end of stream. */
    DONE,
    /** The finish reason, then the end of the stream without {@code [DONE]}. */
    NO_DONE,
    /** The finish reason, then silence on an open connection. */
    NO_END,
    /** {@code [DONE]} without a finish reason before it. */
    NO_FINISH,
    /** The connection is closed between two events. */
    CUT,
    /** The connection is closed inside an event, between the bytes of one character. */
    MID_CHARACTER,
    /** The connection is reset. */
    RESET,
    /** Nothing more is written, the other direction stays open. */
    HALF_CLOSE,
    /** Silence for ever on an open connection. */
    STALL,
    /** An event {@code {"error": …}} inside the stream that began with 200. */
    ERROR_FRAME,
    /** An event that is not JSON. */
    GARBAGE,
    /** A line that never ends, of more than 1 MiB. */
    LONG_LINE,
    /** An event of many short lines, of more than 1 MiB together. */
    LONG_EVENT;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    static Ending ofWord(String word) {
        for (Ending ending : values()) {
            if (ending.word().equals(word)) {
                return ending;
            }
        }
        throw new IllegalArgumentException("no such ending: " + word);
    }
}
