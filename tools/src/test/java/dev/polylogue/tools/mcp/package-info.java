/** The client of MCP servers against real ones: those of npm, and one that behaves oddly on purpose. */
@NullMarked
package dev.polylogue.tools.mcp;

import org.jspecify.annotations.NullMarked;
