package dev.polylogue.providers;

import dev.polylogue.protocol.message.Usage;

final class AnthropicContractTest extends DialectContract {

    AnthropicContractTest() {
        super("anthropic");
    }

    @Override
    protected Usage usage() {
        return new Usage(11, 7, null, 3L);
    }
}
