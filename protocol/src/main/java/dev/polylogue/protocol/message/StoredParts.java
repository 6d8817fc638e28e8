package dev.polylogue.protocol.message;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parts in the JSON that they were stored as, which is that of the wire: whoever passes them on writes it as it is, and
 * only who looks at a part has it read. Most of a long conversation is never looked at here. Cannot be changed; any thread
 * may use it. Where the JSON is none of ours, the first look throws Jackson's unchecked exception.
 */
public final class StoredParts extends AbstractList<Part> implements RandomAccess {

    private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};
    private static final ObjectReader READER = JsonMapper.builder().build().readerFor(PARTS);

    private final String json;
    private volatile @Nullable List<Part> parts;

    public StoredParts(String json) {
        this.json = json;
    }

    private List<Part> parts() {
        List<Part> read = parts;
        if (read == null) {
            read = List.copyOf(READER.<List<Part>>readValue(json));
            parts = read;
        }
        return read;
    }

    @Override
    public Part get(int index) {
        return parts().get(index);
    }

    @Override
    public int size() {
        return parts().size();
    }

    /** Writes the parts of a message. Jackson asks only the property for its writer, since its elements name their types. */
    static final class Writer extends ValueSerializer<List<Part>> {

        @Override
        public void serialize(List<Part> parts, JsonGenerator out, SerializationContext context) {
            if (parts instanceof StoredParts stored) {
                out.writeRawValue(stored.json);
            } else {
                context.findValueSerializer(context.constructType(PARTS.getType()))
                        .serialize(parts, out, context);
            }
        }
    }
}
