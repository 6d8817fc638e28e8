package dev.polylogue.engine.tool;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.ToolActivity.Progress;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One call of a tool, as the tool sees it. Any thread may use it while the call runs. */
public interface ToolCall {

    /** For whom it runs. */
    UserId owner();

    /** The generation it belongs to: what has a session of its own for each has it by this. */
    GenerationId generation();

    /** The arguments, a JSON object that the tool's schema takes. */
    JsonNode arguments();

    /** Shows how far it is. Cheap, and never blocks for longer than a short lock. */
    void progress(Progress progress);

    /**
     * Asks the person and waits for the answer, for hours if need be; holds no place at a model meanwhile.
     *
     * @param schema JSON schema of a flat form; null where words are wanted
     */
    PersonAnswer ask(String question, @Nullable JsonNode schema) throws InterruptedException;
}
