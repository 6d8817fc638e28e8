package dev.polylogue.testkit.memory;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.StoredToken;
import dev.polylogue.engine.store.TokenStore;
import dev.polylogue.protocol.id.ApiTokenId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tokens of programs, in memory. */
final class MemoryTokens implements TokenStore {

    private final Tables tables;
    private final List<StoredToken> tokens = new ArrayList<>();

    MemoryTokens(Tables tables) {
        this.tables = tables;
    }

    @Override
    public boolean add(StoredToken token, int most) {
        return tables.transact(() -> of(token.owner()).size() < most && tokens.add(token));
    }

    @Override
    public List<StoredToken> all(UserId owner) {
        return tables.transact(() -> of(owner));
    }

    @Override
    public boolean remove(UserId owner, ApiTokenId id) {
        return tables.transact(() -> tokens.removeIf(token -> isThat(token, owner, id)));
    }

    @Override
    public Optional<StoredToken> find(String hash) {
        return tables.transact(
                () -> tokens.stream().filter(token -> token.hash().equals(hash)).findFirst());
    }

    @Override
    public void used(UserId owner, ApiTokenId id, Instant at) {
        tables.transact(() -> {
            tokens.replaceAll(token -> isThat(token, owner, id)
                    ? new StoredToken(owner, id, token.name(), token.hash(), token.createdAt(), at)
                    : token);
            return tokens;
        });
    }

    @Override
    public boolean hasAny() {
        return tables.transact(() -> !tokens.isEmpty());
    }

    private List<StoredToken> of(UserId owner) {
        return tokens.stream().filter(token -> token.owner().equals(owner)).toList();
    }

    private static boolean isThat(StoredToken token, UserId owner, ApiTokenId id) {
        return token.owner().equals(owner) && token.id().equals(id);
    }
}
