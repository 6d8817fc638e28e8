package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.protocol.command.OnLeave;
import dev.polylogue.protocol.command.UserSettings;
import org.junit.jupiter.api.Test;

/** What each person has set. */
public abstract class StoreContractSettings extends StoreContract {

    @Test
    void whatWasNeverSetIsNull() {
        assertThat(store.settings().settings(ANN)).isEqualTo(new UserSettings(null, null, null));
    }

    @Test
    void aPatchChangesWhatItNamesAndIsKept() {
        store.settings().update(ANN, new UserSettings(OnLeave.CONTINUE, null, null));
        var whole = store.settings().update(ANN, new UserSettings(null, "local/llama", null));
        reopen();

        assertThat(whole).isEqualTo(new UserSettings(OnLeave.CONTINUE, "local/llama", null));
        assertThat(store.settings().settings(ANN)).isEqualTo(whole);
    }

    @Test
    void anEmptyDefaultModelTakesItAway() {
        store.settings().update(ANN, new UserSettings(OnLeave.STOP, "local/llama", null));

        assertThat(store.settings().update(ANN, new UserSettings(null, "", null)))
                .isEqualTo(new UserSettings(OnLeave.STOP, null, null));
    }

    @Test
    void theSettingsOfOneAreNotThoseOfAnother() {
        store.settings().update(ANN, new UserSettings(OnLeave.CONTINUE, "local/llama", null));

        assertThat(store.settings().settings(BEN)).isEqualTo(new UserSettings(null, null, null));
    }

    @Test
    void whoHoldsBackWhatIsNewIsFoundAfterARestart() {
        store.settings().update(ANN, new UserSettings(null, null, true));
        store.settings().update(BEN, new UserSettings(null, null, true));
        store.settings().update(BEN, new UserSettings(null, null, false));
        reopen();

        assertThat(store.settings().pausing()).containsExactly(ANN);
        assertThat(store.settings().settings(ANN).pauseNew()).isTrue();
    }
}
