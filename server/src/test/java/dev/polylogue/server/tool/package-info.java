/** The route of the tools, with an MCP server that is a process. */
@NullMarked
package dev.polylogue.server.tool;

import org.jspecify.annotations.NullMarked;
