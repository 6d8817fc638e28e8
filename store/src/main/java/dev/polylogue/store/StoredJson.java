package dev.polylogue.store;

import dev.polylogue.protocol.command.ConversationOptions;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.MessageError;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.StoredParts;
import dev.polylogue.protocol.message.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The values that are stored as JSON text, in the form of the wire. */
final class StoredJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};
    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
    private static final ObjectWriter PARTS_WRITER = MAPPER.writerFor(PARTS);
    private static final ObjectReader USAGE_READER = MAPPER.readerFor(Usage.class);

    private StoredJson() {}

    static String parts(List<Part> parts) {
        return PARTS_WRITER.writeValueAsString(parts);
    }

    static List<Part> parts(String json) {
        return new StoredParts(json);
    }

    static String names(List<String> names) {
        return MAPPER.writeValueAsString(names);
    }

    static List<String> names(String json) {
        return MAPPER.readValue(json, NAMES);
    }

    static @Nullable String text(@Nullable Record value) {
        return value == null ? null : MAPPER.writeValueAsString(value);
    }

    static Usage usage(String json) {
        return USAGE_READER.readValue(json);
    }

    static MessageError error(String json) {
        return MAPPER.readValue(json, MessageError.class);
    }

    static ConversationOptions options(String json) {
        return MAPPER.readValue(json, ConversationOptions.class);
    }

    static Clarification clarification(String json) {
        return MAPPER.readValue(json, Clarification.class);
    }
}
