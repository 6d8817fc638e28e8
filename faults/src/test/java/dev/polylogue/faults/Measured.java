package dev.polylogue.faults;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of one row. Any thread may use it. */
final class Measured {

    private final Map<String, String> figures = new LinkedHashMap<>();

    /** Notes a figure; the same name again replaces it. */
    synchronized void figure(String name, Object value) {
        figures.put(name, String.valueOf(value));
    }

    @Override
    public synchronized String toString() {
        return figures.entrySet().stream()
                .map(figure -> figure.getKey() + " " + figure.getValue())
                .collect(Collectors.joining(", "));
    }
}
