package dev.polylogue.tools.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.polylogue.engine.tool.ArgumentCheck;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * JSON schema, draft 2020-12 where the schema names no other. A schema that is none takes everything: its tool knows
 * best what it wants. Any thread may use it.
 */
public final class SchemaCheck implements ArgumentCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaCheck.class);

    /** More would only hide the first. */
    private static final int TOLD = 5;

    /** Without its cache: schemas come from servers that come and go. */
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaCacheEnabled(false));

    @Override
    public List<String> problems(JsonNode schema, JsonNode values) {
        if (!schema.isObject()) {
            return List.of();
        }
        try {
            Schema compiled = registry.getSchema(schema);
            return compiled.validate(values).stream()
                    .limit(TOLD)
                    .map(SchemaCheck::words)
                    .toList();
        } catch (RuntimeException noSchema) {
            LOG.debug("a schema that cannot be used", noSchema);
            return List.of();
        }
    }

    private static String words(Error error) {
        String place = error.getInstanceLocation().toString();
        return place.isEmpty() || place.equals("$") ? error.getMessage() : place + ": " + error.getMessage();
    }
}
