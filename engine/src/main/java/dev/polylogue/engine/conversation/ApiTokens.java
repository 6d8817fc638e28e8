package dev.polylogue.engine.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polylogue.engine.identity.IdSource;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.store.StoredToken;
import dev.polylogue.engine.store.TokenStore;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ApiTokenId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tokens with which programs ask for people. Secrets come in and are hashed; none is kept. Any thread. */
public final class ApiTokens {

    /** How many a person may have. */
    public static final int MOST = 50;

    private static final int LONGEST_NAME = 100;
    private static final Duration COARSE = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(ApiTokens.class);

    private final TokenStore store;
    private final Time time;
    private final IdSource ids;

    ApiTokens(TokenStore store, Time time, IdSource ids) {
        this.store = store;
        this.time = time;
        this.ids = ids;
    }

    /** One of a person's tokens; {@code lastUsedAt} is right to a minute, null for never. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Token(
            ApiTokenId id,
            String name,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /** The person's, the oldest first. */
    public List<Token> all(UserId owner) {
        return store.all(owner).stream().map(ApiTokens::shown).toList();
    }

    private static Token shown(StoredToken token) {
        return new Token(token.id(), token.name(), token.createdAt(), token.lastUsedAt());
    }

    /** Lets whoever knows {@code secret} ask for that person from now on. */
    public Token add(UserId owner, @Nullable String name, String secret) {
        String wanted = name == null ? "" : name.strip();
        if (wanted.isEmpty() || wanted.length() > LONGEST_NAME) {
            throw CommandException.badField("name", "Name the token, in at most " + LONGEST_NAME + " characters.");
        }
        var token = new StoredToken(owner, new ApiTokenId(ids.next()), wanted, hash(secret), time.now(), null);
        if (!store.add(token, MOST)) {
            throw new CommandException(
                    ErrorCode.WRONG_STATE, "You have " + MOST + " tokens already: remove one that you do not need.");
        }
        return shown(token);
    }

    /** Takes it away: nobody asks with it any more. */
    public void remove(UserId owner, ApiTokenId id) {
        if (!store.remove(owner, id)) {
            throw CommandException.notFound("token");
        }
    }

    /** For whom the program asks that knows {@code secret}. */
    public Optional<UserId> owner(String secret) {
        Optional<StoredToken> found = store.find(hash(secret));
        found.ifPresent(this::used);
        return found.map(StoredToken::owner);
    }

    /** Whether anybody has one. */
    public boolean areThereAny() {
        return store.hasAny();
    }

    /** A store that takes nothing just now must not lock its readers out. */
    private void used(StoredToken token) {
        Instant now = time.now();
        Instant last = token.lastUsedAt();
        if (last != null && now.isBefore(last.plus(COARSE))) {
            return;
        }
        try {
            store.used(token.owner(), token.id(), now);
        } catch (StoreException failure) {
            LOG.debug("the use of a token is not noted: {}", failure.getMessage());
        }
    }

    private static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
