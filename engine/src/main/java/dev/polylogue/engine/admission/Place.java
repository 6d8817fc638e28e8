package dev.polylogue.engine.admission;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody stands in a line.
 *
 * @param position 1 is next
 * @param of how many wait
 * @param opensAt until when the provider wants to be left alone; null: it takes calls
 * @param isHeld whether its own person holds it back; then it stands behind all that are not
 */
public record Place(int position, int of, @Nullable Instant opensAt, boolean isHeld) {

    /** Near the front each step is news; far behind it only each tenth of the way is. */
    private static final int NEAR = 10;

    /** Whether somebody who was told {@code told} (null: nothing yet) wants to know of this place. */
    boolean isNewsAfter(@Nullable Place told) {
        if (told == null || isHeld != told.isHeld || !Objects.equals(opensAt, told.opensAt)) {
            return true;
        }
        int moved = Math.abs(position - told.position);
        return position <= NEAR ? moved > 0 || of != told.of : moved * NEAR >= position;
    }
}
