package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.provider.ModelOptions;
import dev.polylogue.protocol.command.ConversationOptions;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.command.ReasoningEffort;
import org.junit.jupiter.api.Test;

class OptionsTest extends OnSqlite {

    @Test
    void aModelIsToldWhatWasChosenForItsConversation() throws InterruptedException {
        var id = conversation();
        exchange(id, "Hello", "Hi.");
        var chosen = new ConversationOptions(0.5, 100, ReasoningEffort.LOW);
        engine.conversations().patch(ANN, id, new PatchConversation(null, null, null, null, null, null, null, chosen));

        send(id, "And now?");
        var call = model.nextCall();

        assertThat(call.request().options()).isEqualTo(new ModelOptions(0.5, 100, ReasoningEffort.LOW));
        call.finish();
    }

    @Test
    void anotherConversationIsLeftToTheModel() throws InterruptedException {
        send(conversation(), "Hello");
        var call = model.nextCall();

        assertThat(call.request().options()).isEqualTo(ModelOptions.DEFAULT);
        call.finish();
    }
}
