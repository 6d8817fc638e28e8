package dev.polylogue.engine.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedProviderTest {

    private final ScriptedProvider model = new ScriptedProvider("test", 1);
    private final List<ModelEvent> told = new ArrayList<>();

    private ScriptedProvider.Call call() throws InterruptedException {
        var request = new ModelRequest("model", "Be brief.", List.of(new PromptMessage.User("How are you?")), false);
        new CountedProvider(model).start(request, told::add);
        return model.nextCall();
    }

    @Test
    void whatIsStoppedIsEstimatedByItsLength() throws InterruptedException {
        call().reason("Well,").say(" fine").close();

        assertThat(told)
                .containsExactly(
                        new ModelEvent.ReasoningDelta("Well,"),
                        new ModelEvent.TextDelta(" fine"),
                        new ModelEvent.UsageReported(Usage.estimate(6, 3)),
                        new ModelEvent.Cancelled());
    }

    @Test
    void whatTheServerCountsIsNotEstimated() throws InterruptedException {
        var counted = new ModelEvent.UsageReported(new Usage(5, 2, null, null));
        call().say("Fine").tell(counted).finish();

        assertThat(told)
                .containsExactly(new ModelEvent.TextDelta("Fine"), counted, new ModelEvent.Finished(FinishReason.STOP));
    }

    @Test
    void whatSaidNothingTookNothing() throws InterruptedException {
        call().fail("No luck.");

        assertThat(told).hasSize(1);
    }
}
