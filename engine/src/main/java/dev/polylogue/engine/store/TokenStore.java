package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.ApiTokenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tokens with which programs ask for people. */
public interface TokenStore {

    /** Stores a new one; false where its owner has {@code most} already. */
    boolean add(StoredToken token, int most);

    /** The owner's, the oldest first. */
    List<StoredToken> all(UserId owner);

    /** Takes it away; false where the owner has none of that id. */
    boolean remove(UserId owner, ApiTokenId id);

    /** Whose secret has that hash. */
    Optional<StoredToken> find(String hash);

    /** It was used then; nothing where it is not there any more. */
    void used(UserId owner, ApiTokenId id, Instant at);

    /** Whether anybody has one. */
    boolean hasAny();
}
