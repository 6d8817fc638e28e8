package dev.polylogue.engine.tool;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.GenerationId;
import java.util.List;

/** Has tools: those that are built in, or those of a server. Any thread may use it. */
public interface ToolSource extends AutoCloseable {

    /** The tools that this person has now; never asks the network, and never blocks. */
    List<Tool> tools(UserId owner);

    /** That generation has ended: whatever was kept for it can go. Told once for each that called one of its tools. */
    default void ended(GenerationId generation) {}

    @Override
    default void close() {}
}
