package dev.polylogue.engine.conversation;

/** The first title of a conversation: the first line of what the person said, cut at a word. */
final class Titles {

    private static final int MAX_LENGTH = 60;

    private Titles() {}

    static String of(String text) {
        String line = text.strip().lines().findFirst().orElse("").strip().replaceAll("\\s+", " ");
        if (line.length() <= MAX_LENGTH) {
            return line;
        }
        int space = line.lastIndexOf(' ', MAX_LENGTH);
        int end = space > MAX_LENGTH / 2 ? space : MAX_LENGTH;
        if (Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end).stripTrailing() + "…";
    }
}
