package dev.polylogue.engine.admission;

/** Why somebody gets in line. */
public enum Turn {
    /** Something new, which its person may {@linkplain Admission#holdBack hold back}. */
    NEW,

    /** The next call of what is under way already, or that of a program: is never held back. */
    NEXT,

    /** The server has refused the call and said when to come again: goes before all that have not had their turn. */
    AGAIN
}
