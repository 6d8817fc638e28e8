package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.MessageStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers that end otherwise than by their model's own last word. */
class UnhappyEndTest extends OnSqlite {

    @Test
    void anAnswerThatGrowsTooLongEndsWithLength() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Never stop");
        ScriptedProvider.Call call = model.nextCall();
        String megabyte = "x".repeat(1_000_000);
        call.say(megabyte).say(megabyte).say(megabyte).say(megabyte).say("!");
        call.awaitClosed();

        List<Chunk> chunks = chunksToTheEnd(accepted.generationId());

        assertThat(chunks.getLast()).isEqualTo(new Chunk.Finish(FinishReason.LENGTH));
        assertThat(message(id, accepted.assistantMessageId()).text()).hasSize(4_000_001);
    }

    @Test
    void aModelThatFailsLeavesItsWordsAndItsText() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Hello");
        model.nextCall().say("Half").fail("The model fell over.");

        assertThat(chunksToTheEnd(accepted.generationId()).getLast())
                .isEqualTo(new Chunk.Failure("The model fell over.", "upstream-error"));
        var message = message(id, accepted.assistantMessageId());
        assertThat(message.status()).isEqualTo(MessageStatus.FAILED);
        assertThat(message.text()).isEqualTo("Half");
        assertThat(attention(id)).isEqualTo(Attention.FAILED);
    }
}
