/**
 * The door for programs that speak as to OpenAI: its models and chat completions in front, one call of a model behind. It
 * keeps nothing: no conversation, no message, no usage. What it cannot do as it was asked it refuses by name.
 */
@NullMarked
package dev.polylogue.server.gateway;

import org.jspecify.annotations.NullMarked;
