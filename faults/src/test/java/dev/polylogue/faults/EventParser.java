package dev.polylogue.faults;

import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.testkit.checker.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** Makes what the checker judges out of what was on the wire. Chunks stay as they were, byte for byte. */
final class EventParser {

    private EventParser() {}

    static boolean isEnd(String chunk) {
        return chunk.startsWith("{\"type\":\"finish\"")
                || chunk.startsWith("{\"type\":\"abort\"")
                || chunk.startsWith("{\"type\":\"error\"");
    }

    static Sight.Snapshot snapshot(long at, String data) {
        List<Sight.Live> live = new ArrayList<>();
        for (JsonNode one : Api.JSON.readTree(data).path("generations")) {
            live.add(new Sight.Live(
                    GenerationId.of(one.path("id").asString()),
                    ConversationId.of(one.path("conversationId").asString()),
                    MessageId.of(one.path("messageId").asString()),
                    one.path("offset").asLong(),
                    Api.textOf(one)));
        }
        return new Sight.Snapshot(at, live);
    }

    static Optional<Sight> deletion(long at, String data) {
        JsonNode change = Api.JSON.readTree(data);
        return change.path("change").asString("").equals("deleted")
                ? Optional.of(new Sight.DeletionTold(
                        at, ConversationId.of(change.path("id").asString())))
                : Optional.empty();
    }

    static List<Sight.Chunks> chunks(long at, long window, String data) {
        List<Sight.Chunks> all = new ArrayList<>();
        try (JsonParser parser = Api.JSON.createParser(data)) {
            expect(parser, JsonToken.START_ARRAY);
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                all.add(slice(at, window, parser, data));
            }
        }
        return all;
    }

    private static Sight.Chunks slice(long at, long window, JsonParser parser, String data) {
        String conversation = "";
        String generation = "";
        long offset = -1;
        List<String> chunks = new ArrayList<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "conversationId" -> conversation = parser.getString();
                case "generationId" -> generation = parser.getString();
                case "offset" -> offset = parser.getLongValue();
                case "chunks" -> {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        int from = (int) parser.currentTokenLocation().getCharOffset();
                        parser.skipChildren();
                        chunks.add(data.substring(
                                from, (int) parser.currentLocation().getCharOffset()));
                    }
                }
                default -> parser.skipChildren();
            }
        }
        return new Sight.Chunks(
                at, window, ConversationId.of(conversation), GenerationId.of(generation), offset, chunks);
    }

    private static void expect(JsonParser parser, JsonToken token) {
        if (parser.nextToken() != token) {
            throw new AssertionError("not " + token + ": " + parser.currentToken());
        }
    }
}
