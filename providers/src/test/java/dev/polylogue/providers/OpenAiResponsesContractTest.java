package dev.polylogue.providers;

final class OpenAiResponsesContractTest extends DialectContract {

    OpenAiResponsesContractTest() {
        super("openai-responses");
    }

    @Override
    protected boolean endsWithItsFinish() {
        return true;
    }
}
