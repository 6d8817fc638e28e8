package dev.polylogue.server.answer;

import dev.polylogue.protocol.id.PageId;
import dev.polylogue.server.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/** The header that names the page which starts a generation. */
final class PageHeader {

    static final String NAME = "X-Page-Id";

    private PageHeader() {}

    static @Nullable PageId read(@Nullable String header) {
        if (header == null) {
            return null;
        }
        return PageId.parse(header)
                .orElseThrow(() -> RefusedException.badRequest(
                        NAME, "The header " + NAME + " must be BROWSER.PAGE, two ids of letters, digits, - and _."));
    }
}
