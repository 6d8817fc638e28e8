package dev.polylogue.testkit.checker;

/** Long texts, cut to where they differ. */
final class Words {

    private static final int BEFORE = 20;
    private static final int BEHIND = 40;

    private Words() {}

    /** {@code text} around the place from which it differs from {@code other}, with its length. */
    static String around(String text, String other) {
        int at = 0;
        while (at < Math.min(text.length(), other.length()) && text.charAt(at) == other.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - BEFORE);
        int to = Math.min(text.length(), at + BEHIND);
        return (from > 0 ? "…" : "") + '"' + text.substring(from, to) + '"' + (to < text.length() ? "…" : "") + " ("
                + text.length() + " characters, different from " + at + " on)";
    }
}
