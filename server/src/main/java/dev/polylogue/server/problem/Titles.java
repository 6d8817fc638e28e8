package dev.polylogue.server.problem;

import org.springframework.http.HttpStatus;

/** The short name of each status. */
final class Titles {

    private Titles() {}

    static String of(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "Refused" : known.getReasonPhrase();
    }
}
