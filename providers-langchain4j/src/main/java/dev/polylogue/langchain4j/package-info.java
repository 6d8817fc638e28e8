/**
 * Models that LangChain4j reaches and Polylogue's own dialects do not (Bedrock, Vertex and the rest), as providers of the
 * engine. A call is stopped as well as LangChain4j stops it: before its first token some models cannot be.
 */
@NullMarked
package dev.polylogue.langchain4j;

import org.jspecify.annotations.NullMarked;
