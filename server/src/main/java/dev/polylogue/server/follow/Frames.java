package dev.polylogue.server.follow;

import dev.polylogue.engine.log.FeedBatch;
import dev.polylogue.engine.log.FeedChunks;
import dev.polylogue.engine.log.FeedPosition;
import dev.polylogue.engine.log.LogSlice;
import dev.polylogue.protocol.chunk.EncodedChunks;
import dev.polylogue.protocol.conversation.ChangeKind;
import dev.polylogue.protocol.conversation.ConversationChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Server-sent events as bytes, in the form of {@code docs/protocol.md}. Chunks are copied as they are: each was encoded
 * once, for all followers. One thread uses it.
 */
final class Frames {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** What {@link #message} puts behind each. */
    static final byte END_OF_MESSAGE = '\n';

    private static final int USUAL = 4 * 1024;
    private static final int KEPT = 256 * 1024;

    private static final byte[] ID = bytes("id: ");
    private static final byte[] DATA = bytes("\ndata: ");
    private static final byte[] END_OF_EVENT = bytes("\n\n");
    private static final byte[] OFFSET = bytes(",\"offset\":");
    private static final byte[] CHUNKS = bytes(",\"chunks\":");
    private static final byte[] END_OF_LIST = bytes("]\n\n");

    private byte[] bytes = new byte[USUAL];

    /** Where the next byte goes; what was put together begins at {@link Wire#ROOM_BEFORE}. */
    private int end = Wire.ROOM_BEFORE;

    /** A line that says that the stream is alive. */
    Frames comment() {
        return text(": alive\n\n");
    }

    /** Farewell of a server that goes away. */
    Frames reconnect(@Nullable FeedPosition stand) {
        return head("reconnect", stand).text("{}\n\n");
    }

    /**
     * All of a batch: first how the list stands, then the chunks, then what was deleted, since the end of a generation
     * comes before that of its conversation. Only the last event has the batch's position; one who saw only the others
     * resumes before them, and is told some things twice, which it drops, but never misses any.
     *
     * @param stand where the client stood before; null for nowhere
     */
    Frames batch(FeedBatch batch, @Nullable FeedPosition stand) {
        batch.snapshot()
                .ifPresent(snapshot -> head("snapshot", batch.position()).json(snapshot));
        List<ConversationChange> deleted = deletions(batch, true);
        List<ConversationChange> changed = deletions(batch, false);
        boolean endsWithChunks = deleted.isEmpty() && !batch.chunks().isEmpty();
        changes(changed, batch.position(), deleted.isEmpty() && batch.chunks().isEmpty(), stand);
        if (!batch.chunks().isEmpty()) {
            head("chunks", endsWithChunks ? batch.position() : stand).chunks(batch.chunks());
        }
        changes(deleted, batch.position(), true, stand);
        return this;
    }

    private static List<ConversationChange> deletions(FeedBatch batch, boolean wanted) {
        if (batch.changes().isEmpty()) {
            return List.of();
        }
        return batch.changes().stream()
                .filter(change -> (change.change() == ChangeKind.DELETED) == wanted)
                .toList();
    }

    private void changes(
            List<ConversationChange> changes, FeedPosition position, boolean areLast, @Nullable FeedPosition stand) {
        int left = changes.size();
        for (ConversationChange change : changes) {
            left--;
            head("conversation", areLast && left == 0 ? position : stand).json(change);
        }
    }

    /** The chunks of one generation, each with its offset. */
    Frames slice(LogSlice slice) {
        EncodedChunks chunks = slice.chunks();
        for (int i = 0; i < chunks.size(); i++) {
            raw(ID).text(Long.toString(slice.offset() + i))
                    .raw(DATA)
                    .raw(chunks, i)
                    .raw(END_OF_EVENT);
        }
        return this;
    }

    /** One event, encoded already. */
    void data(byte[] json) {
        text("data: ").raw(json).raw(END_OF_EVENT);
    }

    /** One message of a WebSocket: JSON, which holds no line feeds, so that one may end it here. */
    Frames message(byte[]... pieces) {
        for (byte[] piece : pieces) {
            raw(piece);
        }
        raw(END_OF_MESSAGE);
        return this;
    }

    /** The end of a generation's stream. */
    Frames done() {
        return text("data: [DONE]\n\n");
    }

    /** Sends what was put together since the last call; false where the client does not take all of it at once. */
    boolean sendTo(Wire wire) throws IOException {
        try {
            return wire.send(bytes, Wire.ROOM_BEFORE, end);
        } finally {
            clear();
        }
    }

    /** Forgets what was put together. */
    void clear() {
        end = Wire.ROOM_BEFORE;
        if (bytes.length > KEPT) {
            // One long snapshot must not cost its size for ever.
            bytes = new byte[USUAL];
        }
    }

    int size() {
        return end - Wire.ROOM_BEFORE;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    private Frames head(String event, @Nullable FeedPosition position) {
        return text("event: " + event + (position == null ? "" : "\nid: " + position) + "\ndata: ");
    }

    private void json(Object value) {
        raw(MAPPER.writeValueAsBytes(value)).raw(END_OF_EVENT);
    }

    private void chunks(List<FeedChunks> all) {
        byte separator = '[';
        for (FeedChunks some : all) {
            raw(separator);
            raw((byte) '{');
            raw(some.log().encodedNames());
            raw(OFFSET);
            text(Long.toString(some.offset()));
            raw(CHUNKS);
            list(some.chunks());
            raw((byte) '}');
            separator = ',';
        }
        raw(END_OF_LIST);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void list(EncodedChunks chunks) {
        byte separator = '[';
        for (int i = 0; i < chunks.size(); i++) {
            raw(separator);
            raw(chunks, i);
            separator = ',';
        }
        raw((byte) ']');
    }

    private Frames text(String text) {
        return raw(bytes(text));
    }

    private Frames raw(byte[] piece) {
        makeRoom(piece.length);
        System.arraycopy(piece, 0, bytes, end, piece.length);
        end += piece.length;
        return this;
    }

    private Frames raw(EncodedChunks chunks, int index) {
        makeRoom(chunks.length(index));
        end = chunks.copy(index, bytes, end);
        return this;
    }

    private void raw(byte one) {
        makeRoom(1);
        bytes[end++] = one;
    }

    private void makeRoom(int more) {
        int needed = end + more + Wire.ROOM_AFTER;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, needed));
        }
    }
}
