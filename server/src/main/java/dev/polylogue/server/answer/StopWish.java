package dev.polylogue.server.answer;

import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.PageId;
import dev.polylogue.server.problem.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which generations to stop: all of the caller's, these, or those of a page. Exactly one of the three is given. */
record StopWish(
        @Nullable Boolean all,
        @Nullable List<GenerationId> ids,
        @Nullable PageId pageId) {

    private static final int MAX_IDS = 1000;

    void check() {
        int given = (Boolean.TRUE.equals(all) ? 1 : 0) + (ids == null ? 0 : 1) + (pageId == null ? 0 : 1);
        if (given != 1 || Boolean.FALSE.equals(all)) {
            throw RefusedException.badRequest("$", "Send exactly one of all (true), ids or pageId.");
        }
        if (ids != null && ids.size() > MAX_IDS) {
            throw RefusedException.badRequest("ids", "Send at most " + MAX_IDS + " ids.");
        }
    }
}
