package dev.polylogue.testkit.checker;

import java.util.List;

/**
 * What one follower saw, in its order, over all its connections.
 *
 * @param name how violations call it
 * @param isUndisturbed whether nothing was done to it: it was neither cut nor slow, so it must not lag
 */
public record View(String name, boolean isUndisturbed, List<Sight> sights) {

    public View {
        sights = List.copyOf(sights);
    }
}
