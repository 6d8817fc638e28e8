package dev.polylogue.tools.testing;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.tool.PersonAnswer;
import dev.polylogue.engine.tool.ToolCall;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.ToolActivity.Progress;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A call by a person who answers what {@link #answers} holds, and waits while it is empty. */
public final class FakeCall implements ToolCall {

    /** What the person was asked. */
    public record Question(String text, @Nullable JsonNode schema) {}

    private final GenerationId generation;
    private final JsonNode arguments;
    private final AtomicInteger waiting = new AtomicInteger();

    /** How far it said to be. */
    public final BlockingQueue<Progress> progress = new LinkedBlockingQueue<>();

    public final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    public final BlockingQueue<PersonAnswer> answers = new LinkedBlockingQueue<>();

    private FakeCall(GenerationId generation, JsonNode arguments) {
        this.generation = generation;
        this.arguments = arguments;
    }

    /** A call of a generation of its own. */
    public static FakeCall with(String json) {
        return of(new GenerationId(UUID.randomUUID()), json);
    }

    /** A call of that generation. */
    public static FakeCall of(GenerationId generation, String json) {
        return new FakeCall(generation, JsonMapper.shared().readTree(json));
    }

    @Override
    public UserId owner() {
        return new UserId("somebody");
    }

    @Override
    public GenerationId generation() {
        return generation;
    }

    @Override
    public JsonNode arguments() {
        return arguments;
    }

    @Override
    public void progress(Progress told) {
        progress.add(told);
    }

    @Override
    public PersonAnswer ask(String question, @Nullable JsonNode schema) throws InterruptedException {
        waiting.incrementAndGet();
        try {
            questions.add(new Question(question, schema));
            return answers.take();
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** How many wait for an answer. */
    public int waiting() {
        return waiting.get();
    }
}
