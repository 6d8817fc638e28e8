package dev.polylogue.testkit.checker;

import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.chunk.PartFold;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that the views together know of each generation. Where views differ, the first one counts here. */
final class Known {

    private final Map<GenerationId, Stream> streams = new HashMap<>();
    private final Map<MessageId, List<Told.Accepted>> attempts = new HashMap<>();
    private final List<Told.Accepted> accepted = new ArrayList<>();

    Known(History history) {
        for (Told told : history.told()) {
            if (told instanceof Told.Accepted begun) {
                accepted.add(begun);
                attempts.computeIfAbsent(begun.assistantMessage(), _ -> new ArrayList<>())
                        .add(begun);
            }
        }
        for (View view : history.views()) {
            for (Sight sight : view.sights()) {
                if (sight instanceof Sight.Chunks chunks) {
                    streams.computeIfAbsent(chunks.generation(), id -> new Stream(id, chunks.conversation()))
                            .see(chunks);
                }
            }
        }
    }

    /** A chunk, who brought it first, and when. */
    record KnownChunk(String json, long at) {}

    /** The end of a generation: where, what, and when it was seen first. */
    record End(long offset, GenerationPhase phase, String json, long at) {}

    /** What is known of one generation's chunks. */
    static final class Stream {
        private final GenerationId id;
        private final ConversationId conversation;
        private final TreeMap<Long, KnownChunk> chunks = new TreeMap<>();
        private final Map<Long, String> texts = new HashMap<>();
        private @Nullable End end;

        Stream(GenerationId id, ConversationId conversation) {
            this.id = id;
            this.conversation = conversation;
        }

        private void see(Sight.Chunks seen) {
            long offset = seen.offset();
            for (String json : seen.chunks()) {
                KnownChunk before = chunks.get(offset);
                if (before == null || before.at() > seen.at()) {
                    chunks.put(offset, new KnownChunk(before == null ? json : before.json(), seen.at()));
                }
                GenerationPhase phase = phaseOf(json);
                if (phase != null && (end == null || seen.at() < end.at())) {
                    end = new End(offset, phase, json, seen.at());
                }
                offset++;
            }
        }

        GenerationId id() {
            return id;
        }

        ConversationId conversation() {
            return conversation;
        }

        Optional<End> end() {
            return Optional.ofNullable(end);
        }

        @Nullable KnownChunk at(long offset) {
            return chunks.get(offset);
        }

        /** How many chunks are known from 0 on without a gap. */
        long known() {
            return chunks.isEmpty() || chunks.firstKey() != 0 || chunks.lastKey() != chunks.size() - 1
                    ? contiguous()
                    : chunks.size();
        }

        private long contiguous() {
            long offset = 0;
            while (chunks.containsKey(offset)) {
                offset++;
            }
            return offset;
        }

        /** The text of the first {@code count} chunks, which have to be {@link #known}. */
        String text(long count) {
            // Asked again and again, with each look at the store.
            return texts.computeIfAbsent(
                    count,
                    _ -> textOf(chunks.headMap(count).values().stream()
                            .map(KnownChunk::json)
                            .toList()));
        }
    }

    Optional<Stream> stream(GenerationId id) {
        return Optional.ofNullable(streams.get(id));
    }

    Collection<Stream> streams() {
        return streams.values();
    }

    List<Told.Accepted> accepted() {
        return accepted;
    }

    /** The generations of that answer whose acceptance was seen: the first one, and those that continued it. */
    List<Told.Accepted> attempts(MessageId message) {
        return attempts.getOrDefault(message, List.of());
    }

    /** The text that chunks say, from a {@code start} on. */
    static String textOf(List<String> chunks) {
        var fold = new PartFold();
        chunks.stream().filter(Known::mayBeText).forEach(json -> fold.add(decode(json)));
        var text = new StringBuilder();
        for (Part part : fold.parts()) {
            if (part instanceof Part.Text words) {
                text.append(words.text());
            }
        }
        return text.toString();
    }

    /** Whether the fold of the text needs it; what it does not need is not worth decoding. */
    private static boolean mayBeText(String json) {
        return json.contains("\"text-") || json.contains("\"start\"");
    }

    /** How the generation ended, where this chunk is an end; else null. */
    static @Nullable GenerationPhase phaseOf(String json) {
        if (!json.contains("\"finish\"") && !json.contains("\"abort\"") && !json.contains("\"error\"")) {
            return null;
        }
        return decode(json) instanceof Chunk.Terminal end
                ? switch (end) {
                    case Chunk.Finish _ -> GenerationPhase.COMPLETED;
                    case Chunk.Abort _ -> GenerationPhase.STOPPED;
                    case Chunk.Failure _ -> GenerationPhase.FAILED;
                }
                : null;
    }

    private static Chunk decode(String json) {
        return ChunkCodec.decode(json.getBytes(StandardCharsets.UTF_8));
    }
}
