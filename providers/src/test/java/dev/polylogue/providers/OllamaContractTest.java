package dev.polylogue.providers;

import dev.polylogue.protocol.message.Usage;

final class OllamaContractTest extends DialectContract {

    OllamaContractTest() {
        super("ollama");
    }

    @Override
    protected boolean endsWithItsFinish() {
        return true;
    }

    /** It counts neither apart. */
    @Override
    protected Usage usage() {
        return new Usage(11, 7, null, null);
    }
}
