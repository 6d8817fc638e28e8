/**
 * The dialect {@code openai-chat}: chat completions as OpenAI, vLLM, LM Studio, llama.cpp, Ollama, OpenRouter and many
 * more speak them. What servers differ in is data here (fields that some refuse, names of fields), never a branch per
 * server. Unknown fields are passed over.
 */
@NullMarked
package dev.polylogue.providers.openai;

import org.jspecify.annotations.NullMarked;
