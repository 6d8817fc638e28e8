package dev.polylogue.server.tool;

import dev.polylogue.protocol.tool.ToolPolicy;
import org.jspecify.annotations.Nullable;

/** Who decides about a tool; null: as the tool has it by itself. */
record PolicyWish(@Nullable ToolPolicy policy) {}
