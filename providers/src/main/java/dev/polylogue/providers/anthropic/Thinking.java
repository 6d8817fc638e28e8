package dev.polylogue.providers.anthropic;

import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.protocol.command.ReasoningEffort;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much a model may think. Newer models are told how hard to try, older ones how many tokens they may spend; the name
 * says which is tried first, and a refusal which it is.
 */
final class Thinking {

    static final String ADAPTIVE = "/thinking/type=adaptive";
    static final String BUDGETED = "/thinking/type=enabled";

    private static final Pattern LIKES_ADAPTIVE = Pattern.compile("(opus|sonnet|haiku)-(4-[6-9]|[5-9])(\\D|$)");
    private static final int SMALLEST_BUDGET = 1024;

    private Thinking() {}

    /** Adds the field; returns whether the model will think. */
    static boolean addTo(ObjectNode body, ModelRequest request, Set<String> refused) {
        ReasoningEffort effort = request.options().reasoningEffort();
        if (effort == null || effort == ReasoningEffort.NONE || !mayThink(request.prompt())) {
            return false;
        }
        boolean isAdaptive = refused.contains(BUDGETED)
                || (LIKES_ADAPTIVE.matcher(request.model()).find() && !refused.contains(ADAPTIVE));
        if (isAdaptive && !refused.contains(ADAPTIVE)) {
            // Some models keep their thoughts to themselves unless they are asked for a summary.
            body.putObject("thinking").put("type", "adaptive").put("display", "summarized");
            body.putObject("output_config").put("effort", effort.wire());
            return true;
        }
        int limit = body.path("max_tokens").asInt();
        if (refused.contains(BUDGETED) || limit <= SMALLEST_BUDGET) {
            return false;
        }
        int budget = Math.max(SMALLEST_BUDGET, Math.min(budget(effort), limit / 2));
        body.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
        return true;
    }

    private static int budget(ReasoningEffort effort) {
        return switch (effort) {
            case NONE -> 0;
            case LOW -> 2_048;
            case MEDIUM -> 8_192;
            case HIGH -> 24_576;
        };
    }

    /** Between a call and its answer the model may only think on where it thought before the call, and we can tell it so. */
    private static boolean mayThink(List<PromptMessage> prompt) {
        @Nullable PromptMessage firstSaid = null;
        boolean hasCalled = false;
        for (PromptMessage message : prompt) {
            if (message instanceof PromptMessage.User) {
                firstSaid = null;
                hasCalled = false;
            } else {
                firstSaid = firstSaid == null ? message : firstSaid;
                hasCalled |= message instanceof PromptMessage.ToolCalled;
            }
        }
        return !hasCalled
                || (firstSaid instanceof PromptMessage.Reasoning reasoning
                        && reasoning.metadata().has(Anthropic.NAME));
    }
}
