package dev.polylogue.engine.generation;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.engine.tool.PersonAnswer;
import dev.polylogue.engine.tool.Tool;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationKind;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.MessageError;
import dev.polylogue.protocol.message.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Puts questions to the person: those of the model, whether a tool may be run, and those of tools that run. */
final class Asking {

    private final Generation generation;
    private final Surroundings surroundings;
    private final Standing standing;

    Asking(Generation generation, Surroundings surroundings, Standing standing) {
        this.generation = generation;
        this.surroundings = surroundings;
        this.standing = standing;
    }

    /** A question that is to be put, and what the log says of it. */
    record Wish(Clarification clarification, List<Chunk> chunks) {}

    /** The signal of a generation whose conversation is gone. */
    static Signal gone() {
        return new Signal.StepFailed(
                new MessageError(ErrorCode.NOT_FOUND.code(), "The conversation is not there any more."));
    }

    /** The model's question, of a provider that asks by itself. */
    Signal ask(ModelEvent.QuestionAsked asked) {
        Clarification clarification = clarification(asked.question(), asked.options(), null, null, null);
        var wish = new Wish(clarification, List.of(new Chunk.Question(clarification)));
        return put(List.of(wish)) ? new Signal.InputRequested(Set.of(clarification.id())) : gone();
    }

    /** The model's question, by a tool call. */
    Wish question(Part.ToolCall call, JsonNode arguments) {
        List<String> options = new ArrayList<>();
        arguments.path("options").forEach(option -> options.add(option.asString("")));
        JsonNode form = arguments.path("form");
        Clarification clarification = clarification(
                arguments.path("question").asString(""),
                options,
                form.isObject() ? form : null,
                ClarificationKind.QUESTION,
                call.toolCallId());
        return new Wish(clarification, List.of(new Chunk.Question(clarification)));
    }

    /** Whether that tool may be run. */
    Wish approval(Part.ToolCall call, Tool tool) {
        Clarification clarification =
                clarification(call.toolName(), List.of(), null, ClarificationKind.APPROVAL, call.toolCallId());
        return new Wish(clarification, ToolChunks.approvalRequested(call, tool.source(), clarification));
    }

    private Clarification clarification(
            String question,
            List<String> options,
            @Nullable JsonNode schema,
            @Nullable ClarificationKind kind,
            @Nullable String toolCallId) {
        return new Clarification(
                new ClarificationId(surroundings.ids().next()),
                question,
                options.isEmpty() ? null : options,
                schema,
                surroundings.time().now().plus(surroundings.settings().clarificationTtl()),
                ClarificationState.WAITING,
                null,
                kind,
                toolCallId);
    }

    /** Puts them all, durable first; then the generation waits. False where the conversation is gone. */
    boolean ask(List<Wish> wishes) {
        if (wishes.isEmpty()) {
            return true;
        }
        if (!put(wishes)) {
            return false;
        }
        awaitPerson(wishes.stream().map(wish -> wish.clarification().id()).collect(Collectors.toSet()));
        return true;
    }

    /** No tool runs, so nothing but a stop can append in between; then the questions end with it. */
    private boolean put(List<Wish> wishes) {
        List<Chunk> chunks =
                wishes.stream().flatMap(wish -> wish.chunks().stream()).toList();
        LogTail tail = surroundings.checkpointer().tail(generation.log());
        List<byte[]> all = new ArrayList<>(tail.chunks());
        chunks.forEach(chunk -> all.add(ChunkCodec.encode(chunk)));
        var whole = new LogTail(tail.owner(), tail.generationId(), tail.fromOffset(), all);
        boolean isStored = surroundings
                .store()
                .await(
                        whole,
                        generation.state().step(),
                        wishes.stream().map(Wish::clarification).toList());
        if (isStored) {
            chunks.forEach(generation.log()::append);
        }
        return isStored;
    }

    /**
     * The question of a tool that runs and waits. It is said before it is durable, since others may write to the log
     * meanwhile; nothing is lost by that, because neither it nor its tool outlives the process.
     */
    PersonAnswer elicit(String toolCallId, String question, @Nullable JsonNode schema) throws InterruptedException {
        Clarification clarification =
                clarification(question, List.of(), schema, ClarificationKind.ELICITATION, toolCallId);
        CompletableFuture<Clarification> answer = generation.answerTo(clarification.id());
        generation.log().append(new Chunk.Question(clarification));
        LogTail tail = surroundings.checkpointer().tail(generation.log());
        if (!surroundings.store().await(tail, generation.state().step(), List.of(clarification))) {
            throw new InterruptedException("the conversation is gone");
        }
        awaitPerson(Set.of(clarification.id()));
        Clarification ended = await(answer);
        if (generation.state() instanceof GenerationState.UsingTools) {
            standing.storeRunning();
        }
        standing.tellChange();
        return switch (ended.state()) {
            case ANSWERED -> new PersonAnswer.Given(content(ended));
            case DECLINED -> new PersonAnswer.Declined();
            case EXPIRED, CANCELLED, WAITING -> new PersonAnswer.Expired();
        };
    }

    /** The answers may be there already. */
    private void awaitPerson(Set<ClarificationId> asked) {
        generation.advance(new Signal.InputRequested(asked));
        standing.tellChange();
        generation.takeGiven();
    }

    private static Clarification await(CompletableFuture<Clarification> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("an answer never fails", impossible);
        }
    }

    /** The values of a form are kept as the JSON that they are. */
    private static JsonNode content(Clarification ended) {
        String words = ended.answer() == null ? "" : ended.answer();
        if (ended.schema() != null) {
            try {
                return JsonMapper.shared().readTree(words);
            } catch (JacksonException noForm) {
                return StringNode.valueOf(words);
            }
        }
        return StringNode.valueOf(words);
    }
}
