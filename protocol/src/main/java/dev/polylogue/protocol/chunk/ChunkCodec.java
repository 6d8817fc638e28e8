package dev.polylogue.protocol.chunk;

import java.util.Optional;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;

/** Chunks to JSON in UTF-8 and back. Any thread may use it; it holds no state. */
public final class ChunkCodec {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectWriter WRITER = MAPPER.writerFor(Chunk.class);
    private static final ObjectReader READER = MAPPER.readerFor(Chunk.class);

    private ChunkCodec() {}

    /** The JSON of {@code chunk}, without line breaks. */
    public static byte[] encode(Chunk chunk) {
        byte[] delta = null;
        if (chunk instanceof Chunk.TextDelta(String id, String text)) {
            delta = DeltaJson.text(id, text);
        } else if (chunk instanceof Chunk.ReasoningDelta(String id, String text)) {
            delta = DeltaJson.reasoning(id, text);
        }
        return delta == null ? WRITER.writeValueAsBytes(chunk) : delta;
    }

    /** The chunk in {@code json}; throws Jackson's unchecked exception where it is none of ours. */
    public static Chunk decode(byte[] json) {
        Chunk delta = DeltaJson.read(json);
        return delta == null ? READER.readValue(json) : delta;
    }

    /** As {@link #decode}; empty for a type that this version does not know, which a reader passes over. */
    public static Optional<Chunk> decodeKnown(byte[] json) {
        try {
            return Optional.of(decode(json));
        } catch (InvalidTypeIdException unknown) {
            return Optional.empty();
        }
    }
}
