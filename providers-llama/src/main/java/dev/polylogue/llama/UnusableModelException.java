package dev.polylogue.llama;

/** A model that cannot be run, with a sentence that says why. */
final class UnusableModelException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableModelException(String sentence) {
        super(sentence);
    }

    UnusableModelException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
