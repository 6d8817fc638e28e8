package dev.polylogue.testkit.checker;

import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Role;
import dev.polylogue.protocol.message.StopCause;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A run of one answer, as an exact server makes it: accepted at 10, seen from 20 to 30 by two followers, complete in the
 * store at 40. Tests break one thing in it.
 */
final class Run {

    static final ConversationId CONVERSATION = new ConversationId(new UUID(1, 1));
    static final GenerationId GENERATION = new GenerationId(new UUID(2, 1));
    static final GenerationId OTHER = new GenerationId(new UUID(2, 2));
    static final MessageId QUESTION = new MessageId(new UUID(3, 1));
    static final MessageId ANSWER = new MessageId(new UUID(3, 2));
    static final List<String> SAID = List.of("one ", "two ", "three ");
    static final String TEXT = String.join("", SAID);
    static final String ABORT = json(new Chunk.Abort(StopCause.PERSON));
    static final String FINISH = json(new Chunk.Finish(FinishReason.STOP));

    final List<Sent> sent = new ArrayList<>();
    final List<Told> told = new ArrayList<>();
    final List<View> views = new ArrayList<>();
    final List<StoreView> stores = new ArrayList<>();

    static Run exact() {
        var run = new Run();
        run.sent.add(new Sent(ANSWER, List.of(TEXT)));
        run.told.add(accepted(10, GENERATION, ANSWER));
        run.views.add(new View(
                "first",
                true,
                List.of(
                        new Sight.Snapshot(15, List.of()),
                        chunks(20, 0, start(SAID)),
                        chunks(30, 6, List.of(FINISH)))));
        run.views.add(new View(
                "second",
                true,
                List.of(
                        new Sight.Opened(20, GENERATION, 2),
                        chunks(20, 2, start(SAID).subList(2, 5)),
                        new Sight.Opened(25, GENERATION, 5),
                        chunks(30, 5, List.of(start(SAID).get(5), FINISH)))));
        run.stores.add(store(40, question(), answer(MessageStatus.COMPLETE, TEXT)));
        return run;
    }

    History history() {
        return new History(sent, told, views, stores);
    }

    static Told.Accepted accepted(long at, GenerationId generation, MessageId answer) {
        return new Told.Accepted(
                at - 1, at, new RequestId(new UUID(4, at)), CONVERSATION, generation, QUESTION, answer);
    }

    /** The chunks of a whole answer but for its end: 0 to 5. */
    static List<String> start(List<String> words) {
        List<String> chunks = new ArrayList<>();
        chunks.add(json(new Chunk.Start(
                ANSWER, new Chunk.StartMetadata(GENERATION, CONVERSATION, QUESTION, "m", Instant.EPOCH))));
        chunks.add(json(new Chunk.TextStart("t0")));
        words.forEach(word -> chunks.add(json(new Chunk.TextDelta("t0", word))));
        chunks.add(json(new Chunk.TextEnd("t0")));
        return chunks;
    }

    static Sight.Chunks chunks(long at, long offset, List<String> chunks) {
        return chunks(at, GENERATION, offset, chunks);
    }

    static Sight.Chunks chunks(long at, GenerationId generation, long offset, List<String> chunks) {
        return new Sight.Chunks(at, at, CONVERSATION, generation, offset, chunks);
    }

    static Sight.Live live(GenerationId generation, long offset, String text) {
        return new Sight.Live(generation, CONVERSATION, ANSWER, offset, text);
    }

    static Told.Stopped stopped(long at, GenerationPhase state, long characters) {
        return new Told.Stopped(at - 1, at, CONVERSATION, GENERATION, state, characters);
    }

    static StoreView store(long at, Message... messages) {
        return new StoreView(at, at + 1, Map.of(CONVERSATION, List.of(messages)));
    }

    static Message question() {
        return message(QUESTION, Role.USER, MessageStatus.COMPLETE, "?");
    }

    static Message answer(MessageStatus status, String text) {
        return message(ANSWER, Role.ASSISTANT, status, text);
    }

    static Message message(MessageId id, Role role, MessageStatus status, String text) {
        return new Message(
                id, null, role, status, List.of(new Part.Text("t0", text)), null, Instant.EPOCH, null, null, null);
    }

    static String json(Chunk chunk) {
        return new String(ChunkCodec.encode(chunk), StandardCharsets.UTF_8);
    }
}
