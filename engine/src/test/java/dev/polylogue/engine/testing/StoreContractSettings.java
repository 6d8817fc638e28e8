package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.protocol.command.OnLeave;
import dev.polylogue.protocol.command.UserSettings;
import org.junit.jupiter.api.Test;

/** What each person has set. */
public abstract class StoreContractSettings extends StoreContract {

    @Test
    void whatWasNeverSetIsNull() {
        assertThat(store.settings().settings(ANN)).isEqualTo(new UserSettings(null, null));
    }

    @Test
    void aPatchChangesWhatItNamesAndIsKept() {
        store.settings().update(ANN, new UserSettings(OnLeave.CONTINUE, null));
        var whole = store.settings().update(ANN, new UserSettings(null, "local/llama"));
        reopen();

        assertThat(whole).isEqualTo(new UserSettings(OnLeave.CONTINUE, "local/llama"));
        assertThat(store.settings().settings(ANN)).isEqualTo(whole);
    }

    @Test
    void anEmptyDefaultModelTakesItAway() {
        store.settings().update(ANN, new UserSettings(OnLeave.STOP, "local/llama"));

        assertThat(store.settings().update(ANN, new UserSettings(null, "")))
                .isEqualTo(new UserSettings(OnLeave.STOP, null));
    }

    @Test
    void theSettingsOfOneAreNotThoseOfAnother() {
        store.settings().update(ANN, new UserSettings(OnLeave.CONTINUE, "local/llama"));

        assertThat(store.settings().settings(BEN)).isEqualTo(new UserSettings(null, null));
    }
}
