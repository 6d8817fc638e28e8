package dev.polylogue.engine.admission;

/** Is told the place of a ticket in its line. Called outside of all locks of the line; must not block. */
@FunctionalInterface
public interface PlaceListener {

    /** The ticket waits, there. */
    void placed(Place place);
}
