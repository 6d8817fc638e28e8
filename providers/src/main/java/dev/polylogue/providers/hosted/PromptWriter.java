package dev.polylogue.providers.hosted;

import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.provider.PromptMessage.ToolAnswered;
import dev.polylogue.engine.provider.PromptMessage.ToolCalled;
import dev.polylogue.engine.provider.PromptMessage.User;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Goes through a prompt, so that a dialect only says how each thing looks there. Questions are turns of both sides, and
 * an answer that was cut is gone on with by a wish of the person's.
 */
public abstract class PromptWriter {

    static final String GO_ON =
            "Your last message was cut off. Go on exactly where it stopped, in the middle of a word if"
                    + " need be. Do not repeat any of it and do not comment on this.";

    private static final String DECLINED = "(I would rather not answer that. Go on with what you know.)";

    private final String dialect;

    /** For the dialect of that name: the field of its metadata. */
    protected PromptWriter(String dialect) {
        this.dialect = dialect;
    }

    /** Writes all of it. */
    public final void write(ModelRequest request) {
        List<PromptMessage> prompt = request.prompt();
        int lastUser = prompt.size() - 1;
        while (lastUser >= 0 && !(prompt.get(lastUser) instanceof User)) {
            lastUser--;
        }
        for (int at = 0; at < prompt.size(); at++) {
            write(prompt.get(at), at > lastUser);
        }
        if (request.goesOn()) {
            user(new User(GO_ON));
        }
    }

    private void write(PromptMessage message, boolean isNew) {
        switch (message) {
            case User user -> user(user);
            case PromptMessage.Assistant assistant -> assistant(assistant.text());
            case PromptMessage.Reasoning reasoning -> {
                JsonNode ours = reasoning.metadata().get(dialect);
                if (ours != null) {
                    reasoning(reasoning.text(), ours, isNew);
                }
            }
            case ToolCalled called -> {
                JsonNode metadata = called.metadata();
                called(called, metadata == null ? null : metadata.get(dialect));
            }
            case ToolAnswered answered -> answered(answered);
            case PromptMessage.Asked asked -> {
                assistant(asked.question());
                String answer = asked.answer();
                user(new User(answer == null ? DECLINED : answer));
            }
        }
    }

    /** What the person said. */
    protected abstract void user(User user);

    /** What the assistant said. */
    protected abstract void assistant(String text);

    /**
     * What the assistant thought, as this dialect has told it.
     *
     * @param isNew whether it is of the answer that is being written
     */
    protected abstract void reasoning(String text, JsonNode ours, boolean isNew);

    /** What the assistant called, with what this dialect told beside it. */
    protected abstract void called(ToolCalled called, @Nullable JsonNode ours);

    /** What came of it. */
    protected abstract void answered(ToolAnswered answered);
}
