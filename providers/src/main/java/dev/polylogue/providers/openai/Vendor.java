package dev.polylogue.providers.openai;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What servers of this dialect differ in, where nobody says so before it is too late: most of them pass over a field that
 * they do not know.
 *
 * @param host the part of the base URL by which it is known
 * @param limitFields the names of the field for the longest answer, the first to be tried first
 * @param toolCallIds the ids of tool calls that it takes
 * @param wantsReasoningBack whether a tool's answer is to be told together with the thoughts before the call
 */
record Vendor(Pattern host, List<String> limitFields, Pattern toolCallIds, boolean wantsReasoningBack) {

    private static final List<String> NEWER_LIMIT = List.of("max_completion_tokens", "max_tokens");
    private static final List<String> OLDER_LIMIT = List.of("max_tokens", "max_completion_tokens");
    private static final Pattern ANY_ID = Pattern.compile(".{1,64}");
    private static final Pattern MISTRAL_ID = Pattern.compile("[a-zA-Z0-9]{9}");

    private static final List<Vendor> KNOWN = List.of(
            new Vendor(Pattern.compile("api\\.openai\\.com|\\.azure\\.com"), NEWER_LIMIT, ANY_ID, false),
            new Vendor(Pattern.compile("\\.mistral\\.ai"), OLDER_LIMIT, MISTRAL_ID, false),
            new Vendor(Pattern.compile("\\.deepseek\\.com|\\.moonshot\\.(ai|cn)"), OLDER_LIMIT, ANY_ID, true));

    /** Local servers among them, several of which know only the older name of the limit. */
    private static final Vendor OTHER = new Vendor(Pattern.compile(""), OLDER_LIMIT, ANY_ID, false);

    static Vendor at(String baseUrl) {
        return KNOWN.stream()
                .filter(vendor -> vendor.host().matcher(baseUrl).find())
                .findFirst()
                .orElse(OTHER);
    }
}
