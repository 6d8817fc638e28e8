package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.StoredToken;
import dev.polylogue.protocol.id.ApiTokenId;
import org.junit.jupiter.api.Test;

/** Tokens of programs: found by their hash, and their owner's only. */
public abstract class StoreContractTokens extends StoreContract {

    private StoredToken added(UserId owner, String hash, int second) {
        var id = new ApiTokenId(conversationId().value());
        var token = new StoredToken(owner, id, "of " + hash, hash, later(second), null);
        assertThat(store.tokens().add(token, 2)).isTrue();
        return token;
    }

    @Test
    void aTokenIsFoundByItsHashAndListedForItsOwner() {
        assertThat(store.tokens().hasAny()).isFalse();
        var first = added(ANN, "a1", 0);
        var second = added(ANN, "a2", 1);
        var bens = added(BEN, "b1", 0);
        reopen();

        assertThat(store.tokens().hasAny()).isTrue();
        assertThat(store.tokens().find("b1")).contains(bens);
        assertThat(store.tokens().find("c1")).isEmpty();
        assertThat(store.tokens().all(ANN)).containsExactly(first, second);
    }

    @Test
    void aPersonHasNoMoreThanSoMany() {
        added(ANN, "a1", 0);
        var last = added(ANN, "a2", 0);
        var third = new StoredToken(ANN, new ApiTokenId(conversationId().value()), "third", "a3", NOON, null);
        assertThat(store.tokens().add(third, 2)).isFalse();

        assertThat(store.tokens().remove(ANN, last.id())).isTrue();
        assertThat(store.tokens().add(third, 2)).isTrue();
    }

    @Test
    void onlyItsOwnerTakesItAway() {
        var token = added(ANN, "a1", 0);

        assertThat(store.tokens().remove(BEN, token.id())).isFalse();
        assertThat(store.tokens().remove(ANN, token.id())).isTrue();
        assertThat(store.tokens().remove(ANN, token.id())).isFalse();
        assertThat(store.tokens().find("a1")).isEmpty();
    }

    @Test
    void itsLastUseIsKept() {
        var token = added(ANN, "a1", 0);
        store.tokens().used(BEN, token.id(), later(1));
        assertThat(store.tokens().all(ANN)).containsExactly(token);

        store.tokens().used(ANN, token.id(), later(2));
        assertThat(store.tokens().find("a1").orElseThrow().lastUsedAt()).isEqualTo(later(2));
    }
}
