package dev.polylogue.providers;

final class GeminiContractTest extends DialectContract {

    GeminiContractTest() {
        super("gemini");
    }
}
