package dev.polylogue.llama.download;

/** A download that did not get to its end, with a sentence that says why. */
final class DownloadException extends Exception {

    private static final long serialVersionUID = 1L;

    DownloadException(String sentence) {
        super(sentence);
    }

    DownloadException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
