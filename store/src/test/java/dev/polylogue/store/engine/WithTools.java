package dev.polylogue.store.engine;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.engine.tool.QuestionTool;
import dev.polylogue.engine.tool.Tool;
import dev.polylogue.engine.tool.ToolSource;
import dev.polylogue.engine.tool.Toolbox;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.ToolActivity;
import dev.polylogue.protocol.tool.ToolPolicy;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An engine whose models have tools, which do what the test says. */
abstract class WithTools extends OnSqlite {

    final ScriptedTool quick = new ScriptedTool("quick", ToolPolicy.ALWAYS);
    final ScriptedTool other = new ScriptedTool("other", ToolPolicy.ALWAYS);
    final ScriptedTool careful = new ScriptedTool("careful", ToolPolicy.ASK);
    final ConcurrentLinkedQueue<GenerationId> ended = new ConcurrentLinkedQueue<>();

    WithTools() {
        toolbox = new Toolbox(WithTools::problems);
        toolbox.add(new ToolSource() {
            @Override
            public List<Tool> tools(UserId owner) {
                return List.of(quick, other, careful, new QuestionTool());
            }

            @Override
            public void ended(GenerationId generation) {
                ended.add(generation);
            }
        });
    }

    /** A schema that says "city" wants a city. */
    private static List<String> problems(JsonNode schema, JsonNode values) {
        return schema.has("city") && !values.has("city") ? List.of("city is missing") : List.of();
    }

    static Part.ToolCall call(List<Part> parts, String id) {
        return parts.stream()
                .filter(Part.ToolCall.class::isInstance)
                .map(Part.ToolCall.class::cast)
                .filter(part -> part.toolCallId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    final Part.ToolCall stored(Accepted accepted, String id) {
        return call(
                message(conversationOf(accepted), accepted.assistantMessageId()).parts(), id);
    }

    final ToolActivity activity(Accepted accepted, String id) {
        return Objects.requireNonNull(stored(accepted, id).activity());
    }

    final ConversationId conversationOf(Accepted accepted) {
        return store.generations()
                .find(ANN, accepted.generationId())
                .orElseThrow()
                .conversationId();
    }

    final String approvalId(Accepted accepted) throws InterruptedException {
        var request = (Chunk.ToolApprovalRequest)
                chunksUntil(accepted.generationId(), Chunk.ToolApprovalRequest.class::isInstance)
                        .getLast();
        awaitPhase(accepted.generationId(), GenerationPhase.AWAITING_INPUT);
        return request.approvalId();
    }

    final ScriptedProvider.Call second(Accepted accepted) throws InterruptedException {
        ScriptedProvider.Call call = model.nextCall();
        call.say("Done.").finish();
        chunksToTheEnd(accepted.generationId());
        return call;
    }

    static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
