/**
 * The client of MCP servers, on the official SDK. Owns their processes, connections and restarts; nothing that happens to
 * one server reaches another, and a call ends at once when its thread is interrupted, when its server dies, and when it is
 * closed. {@code EDGE_CASES.md} has the rules for questions that servers ask, and other odd cases.
 */
@NullMarked
package dev.polylogue.tools.mcp;

import org.jspecify.annotations.NullMarked;
