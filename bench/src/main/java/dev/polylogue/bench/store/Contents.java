package dev.polylogue.bench.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.GenerationStore.Claim;
import dev.polylogue.engine.store.NewConversation;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.engine.store.Store;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Role;
import dev.polylogue.protocol.message.Usage;
import dev.polylogue.store.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A data folder as somebody has it after a year of much use: 10,000 conversations, one of them long. */
final class Contents {

    static final UserId OWNER = new UserId("local");
    static final int CONVERSATIONS = 10_000;
    static final int LONG_CONVERSATION = 1_000;
    static final int EXCHANGES = 5;

    private static final Instant BEGIN = Instant.parse("2025-11-22T12:00:00Z");
    private static final int AT_ONCE = 64;

    private Contents() {}

    /** The conversation of that number; 0 is the long one. */
    static ConversationId conversation(int number) {
        return new ConversationId(id(1, number, 0));
    }

    /** Fills the folder, unless that was done before. */
    static void prepare(Path folder) throws IOException, InterruptedException {
        Path done = folder.resolve("filled");
        if (Files.exists(done)) {
            return;
        }
        Files.createDirectories(folder);
        System.out.println("Filling " + folder + " …");
        var room = new Semaphore(AT_ONCE);
        try (Store store = SqliteStore.open(folder.resolve("polylogue.db"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < CONVERSATIONS; number++) {
                int which = number;
                room.acquire();
                threads.execute(() -> {
                    try {
                        fill(store, which);
                    } finally {
                        room.release();
                    }
                });
            }
        }
        Files.writeString(done, "");
    }

    private static void fill(Store store, int number) {
        var prose = new Prose(number);
        int exchanges = number == 0 ? LONG_CONVERSATION : EXCHANGES;
        @Nullable MessageId parent = null;
        for (int exchange = 0; exchange < exchanges; exchange++) {
            var wish = wish(prose, number, exchange, parent);
            if (!(store.generations().claim(wish) instanceof Claim.Begun)) {
                throw new IllegalStateException("the folder is not empty: delete it");
            }
            store.generations().end(end(prose, wish));
            parent = wish.assistantMessageId();
        }
        store.conversations().titleIfNone(OWNER, conversation(number), prose.text(5));
    }

    /** A send of a text of that prose. */
    static NewGeneration wish(Prose prose, int number, int exchange, @Nullable MessageId parent) {
        Instant at = BEGIN.plus(Duration.ofMinutes(50L * number + exchange));
        var conversation = conversation(number);
        var question = new Message(
                new MessageId(id(2, number, exchange)),
                parent,
                Role.USER,
                MessageStatus.COMPLETE,
                List.of(new Part.Text("t0", prose.text(prose.between(8, 60)))),
                null,
                at,
                null,
                null,
                null);
        return new NewGeneration(
                OWNER,
                new GenerationId(id(3, number, exchange)),
                new RequestId(id(4, number, exchange)),
                conversation,
                new NewConversation(conversation, null, "local/llama", null, at),
                question,
                question.id(),
                new MessageId(id(5, number, exchange)),
                false,
                false,
                "local/llama",
                null,
                at);
    }

    private static GenerationEnd end(Prose prose, NewGeneration wish) {
        String text = prose.text(prose.between(60, 340));
        return new GenerationEnd(
                wish.owner(),
                wish.id(),
                GenerationPhase.COMPLETED,
                MessageStatus.COMPLETE,
                Attention.NONE,
                List.of(new Part.Text("t0", text)),
                text.length(),
                new Usage(100, 200, null, null),
                null,
                null,
                wish.startedAt().plusSeconds(20));
    }

    private static UUID id(long kind, long number, long exchange) {
        return new UUID(number << 24 | kind << 16 | 0x7000L, 0x8000_0000_0000_0000L | exchange);
    }
}
