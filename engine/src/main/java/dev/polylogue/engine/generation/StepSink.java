package dev.polylogue.engine.generation;

import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelSink;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.message.Usage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what a model says in one call straight into the log, as chunks; no thread is woken for it.
 *
 * <p>The provider calls {@link #accept} one event at a time, and the terminal one before its call's {@code await}
 * returns; the loop looks at the rest afterwards. So the fields need no lock: each hand-over has an order of its own.
 */
final class StepSink implements ModelSink {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final GenerationLog log;
    private final PartIds ids;
    private final int step;
    private final long maxCharacters;
    private final Map<Integer, ToolInput> tools = new LinkedHashMap<>();
    private volatile boolean hasContent;
    private @Nullable String openText;
    private @Nullable String openReasoning;
    private ModelEvent.@Nullable QuestionAsked question;
    private @Nullable Usage usage;
    private long characters;
    private volatile Runnable onTooLong = () -> {};
    private volatile boolean isTooLong;
    private volatile boolean isOver;

    /**
     * Makes the sink of one call.
     *
     * @param step the number of the call, from 1
     * @param openText the text part that this call goes on with; null for none
     */
    StepSink(GenerationLog log, PartIds ids, int step, long maxCharacters, @Nullable String openText) {
        this.log = log;
        this.ids = ids;
        this.step = step;
        this.maxCharacters = maxCharacters;
        this.openText = openText;
        this.characters = log.characters();
    }

    /** What ends the call of an answer that grows too long; called from the provider's thread, must not block. */
    void onTooLong(Runnable close) {
        onTooLong = close;
        if (isTooLong) {
            close.run();
        }
    }

    @Override
    public void accept(ModelEvent event) {
        if (isOver) {
            return;
        }
        if (isTooLong && !(event instanceof ModelEvent.UsageReported) && !(event instanceof ModelEvent.Terminal)) {
            return;
        }
        switch (event) {
            case ModelEvent.TextDelta delta -> text(delta.text());
            case ModelEvent.ReasoningDelta delta -> reasoning(delta.text());
            case ModelEvent.ReasoningEnded ended -> reasoningEnded(ended.metadata());
            case ModelEvent.ToolCallDelta delta -> toolCall(delta);
            case ModelEvent.SourceDocument source -> {
                hasContent = true;
                log.append(new Chunk.SourceDocument(source.id(), source.mediaType(), source.title()));
            }
            case ModelEvent.QuestionAsked asked -> {
                hasContent = true;
                question = asked;
            }
            case ModelEvent.UsageReported reported -> usage = reported.usage();
            case ModelEvent.Terminal _ -> isOver = true;
        }
    }

    /** What comes first is waited for. */
    @Override
    public boolean isPatient() {
        return hasContent && log.isPatient();
    }

    @Override
    public int prefetch() {
        int open = openText == null ? 0 : openText.length();
        return open + log.prefetch();
    }

    private void text(String delta) {
        contentCame();
        closeReasoning();
        if (openText == null) {
            openText = ids.nextText();
            log.append(new Chunk.TextStart(openText));
        }
        log.append(new Chunk.TextDelta(openText, delta));
        count(delta);
    }

    private void reasoning(String delta) {
        contentCame();
        closeText();
        if (openReasoning == null) {
            openReasoning = ids.nextReasoning();
            log.append(new Chunk.ReasoningStart(openReasoning));
        }
        log.append(new Chunk.ReasoningDelta(openReasoning, delta));
        count(delta);
    }

    private void reasoningEnded(@Nullable JsonNode metadata) {
        if (openReasoning == null && metadata != null) {
            hasContent = true;
            closeText();
            openReasoning = ids.nextReasoning();
            log.append(new Chunk.ReasoningStart(openReasoning));
        }
        if (openReasoning != null) {
            log.append(new Chunk.ReasoningEnd(openReasoning, metadata));
            openReasoning = null;
        }
    }

    private void toolCall(ModelEvent.ToolCallDelta delta) {
        hasContent = true;
        ToolInput known = tools.get(delta.index());
        if (known == null) {
            String name = delta.name() == null ? "unnamed" : delta.name();
            known = new ToolInput(ids.toolCall(delta.id()), name);
            tools.put(delta.index(), known);
            log.append(new Chunk.ToolInputStart(known.id(), name, step));
        }
        if (delta.metadata() != null) {
            known.metadata = delta.metadata();
        }
        if (!delta.argumentsDelta().isEmpty()) {
            known.json().append(delta.argumentsDelta());
            log.append(new Chunk.ToolInputDelta(known.id(), delta.argumentsDelta()));
            count(delta.argumentsDelta());
        }
    }

    /** Looks before it writes: what other threads see at once is dear to write, and this is for each token. */
    private void contentCame() {
        if (!hasContent) {
            hasContent = true;
        }
    }

    private void count(String delta) {
        characters += delta.length();
        if (characters > maxCharacters && !isTooLong) {
            isTooLong = true;
            onTooLong.run();
        }
    }

    /** Closes what is open, once the call has ended. Arguments that are no JSON stay as the text they are. */
    void close() {
        closeReasoning();
        closeText();
        for (ToolInput tool : tools.values()) {
            JsonNode input = parsed(tool.json());
            if (input != null) {
                log.append(new Chunk.ToolInputAvailable(tool.id(), tool.name(), input, tool.metadata()));
            }
        }
    }

    private static @Nullable JsonNode parsed(StringBuilder json) {
        try {
            return json.isEmpty() ? JSON.createObjectNode() : JSON.readTree(json.toString());
        } catch (JacksonException cutOff) {
            return null;
        }
    }

    private void closeText() {
        if (openText != null) {
            log.append(new Chunk.TextEnd(openText));
            openText = null;
        }
    }

    private void closeReasoning() {
        if (openReasoning != null) {
            log.append(new Chunk.ReasoningEnd(openReasoning));
            openReasoning = null;
        }
    }

    /** Whether the model called tools; to be asked after {@link #close}. */
    boolean hasToolCalls() {
        return !tools.isEmpty();
    }

    /** Whether anything of the answer came: from then on the call is not tried again. */
    boolean hasContent() {
        return hasContent;
    }

    boolean isTooLong() {
        return isTooLong;
    }

    ModelEvent.@Nullable QuestionAsked question() {
        return question;
    }

    @Nullable Usage usage() {
        return usage;
    }

    private static final class ToolInput {
        private final String id;
        private final String name;
        private final StringBuilder json = new StringBuilder();
        private @Nullable JsonNode metadata;

        ToolInput(String id, String name) {
            this.id = id;
            this.name = name;
        }

        String id() {
            return id;
        }

        String name() {
            return name;
        }

        StringBuilder json() {
            return json;
        }

        @Nullable JsonNode metadata() {
            return metadata;
        }
    }
}
