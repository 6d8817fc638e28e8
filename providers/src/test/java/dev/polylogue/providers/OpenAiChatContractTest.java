package dev.polylogue.providers;

final class OpenAiChatContractTest extends DialectContract {

    OpenAiChatContractTest() {
        super("openai-chat");
    }
}
