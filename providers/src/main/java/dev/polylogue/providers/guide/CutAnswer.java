package dev.polylogue.providers.guide;

import dev.polylogue.providers.guide.Beat.Say;
import java.util.ArrayList;
import java.util.List;

/** What is left of an answer of which some was said already. */
final class CutAnswer {

    private CutAnswer() {}

    /**
     * The beats after {@code said}. What came before the cut (reasoning, waiting, a failure on purpose) does not come
     * again. What was said may begin with text of an earlier step: its end counts, as far as it is a beginning of this.
     */
    static List<Beat> rest(List<Beat> beats, String said) {
        var whole = new StringBuilder();
        for (Beat beat : beats) {
            if (beat instanceof Say(String text)) {
                whole.append(text);
            }
        }
        int left = overlap(whole.toString(), said);
        List<Beat> rest = new ArrayList<>();
        for (Beat beat : beats) {
            switch (beat) {
                case Say(String text) -> {
                    int known = Math.min(left, text.length());
                    left -= known;
                    if (known < text.length()) {
                        rest.add(new Say(text.substring(known)));
                    }
                }
                case Beat.Think _, Beat.Rest _ -> {
                    if (said.isEmpty()) {
                        rest.add(beat);
                    }
                }
                case Beat.Cite _, Beat.Ask _ -> rest.add(beat);
                case Beat.Break _ -> {}
            }
        }
        return rest;
    }

    private static int overlap(String whole, String said) {
        for (int length = Math.min(whole.length(), said.length()); length > 0; length--) {
            if (said.endsWith(whole.substring(0, length))) {
                return length;
            }
        }
        return 0;
    }
}
