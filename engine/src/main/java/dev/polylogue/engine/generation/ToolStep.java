package dev.polylogue.engine.generation;

import dev.polylogue.engine.generation.Generation.Held;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.engine.tool.Toolbox;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.ToolActivity;
import dev.polylogue.protocol.tool.ToolPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tool calls of a step to their results: looks at each, asks the person where that is needed, runs the others
 * side by side. What it knows of a call is what the log says of it, so a pass after a restart is a pass like any other.
 *
 * <p>Those that wait for the person do not keep the others waiting: first all questions are put, then all that may run
 * runs. The pass ends when nothing runs any more; the next one takes what the person has said meanwhile.
 */
final class ToolStep {

    private static final Logger LOG = LoggerFactory.getLogger(ToolStep.class);

    private final Generation generation;
    private final Surroundings surroundings;
    private final Asking asking;
    private final GenerationLog log;

    ToolStep(Generation generation, Surroundings surroundings, Asking asking) {
        this.generation = generation;
        this.surroundings = surroundings;
        this.asking = asking;
        this.log = generation.log();
    }

    /** Blocks until no tool runs. The signal ends the step, or means nothing to a generation that waits for a person. */
    Signal pass() throws InterruptedException {
        List<Asking.Wish> wishes = new ArrayList<>();
        List<ToolRun> runs = new ArrayList<>();
        for (ToolDecision decision : decisions()) {
            switch (decision) {
                case ToolDecision.Answer(Part.ToolCall call, var output) -> {
                    log.append(ToolChunks.fares(call, ToolActivity.State.DONE));
                    log.append(new Chunk.ToolOutputAvailable(call.toolCallId(), output));
                }
                case ToolDecision.Refuse(Part.ToolCall call, String errorText) -> {
                    log.append(ToolChunks.fares(call, ToolActivity.State.FAILED));
                    log.append(new Chunk.ToolOutputError(call.toolCallId(), errorText));
                }
                case ToolDecision.Deny(Part.ToolCall call, ToolActivity.State why) -> {
                    log.append(ToolChunks.fares(call, why));
                    log.append(new Chunk.ToolOutputDenied(call.toolCallId()));
                }
                case ToolDecision.AskApproval ask -> wishes.add(asking.approval(ask.call(), ask.tool()));
                case ToolDecision.AskQuestion ask -> wishes.add(asking.question(ask.call(), ask.arguments()));
                case ToolDecision.Run run -> runs.add(new ToolRun(generation, surroundings, asking, run));
                case ToolDecision.Wait _ -> {}
            }
        }
        if (!asking.ask(wishes)) {
            return Asking.gone();
        }
        run(runs);
        return open(log.parts()).isEmpty() ? end() : new Signal.UpstreamClosed();
    }

    private List<ToolDecision> decisions() {
        UserId owner = generation.assignment().owner();
        Toolbox toolbox = surroundings.tools().toolbox();
        Map<String, ToolPolicy> said = surroundings
                .tools()
                .policies()
                .policies(owner, generation.assignment().conversationId());
        List<Part> parts = log.parts();
        return open(parts).stream()
                .map(call -> ToolDecision.of(
                        call, toolbox.find(owner, call.toolName()), toolbox, said, question(parts, call)))
                .toList();
    }

    private static Part.@Nullable Question question(List<Part> parts, Part.ToolCall call) {
        for (Part part : parts) {
            if (part instanceof Part.Question question
                    && call.toolCallId().equals(question.data().toolCallId())) {
                return question;
            }
        }
        return null;
    }

    private static List<Part.ToolCall> open(List<Part> parts) {
        List<Part.ToolCall> open = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.ToolCall call && !call.state().isResult()) {
                open.add(call);
            }
        }
        return open;
    }

    private void run(List<ToolRun> runs) throws InterruptedException {
        if (runs.isEmpty()) {
            return;
        }
        runs.forEach(ToolRun::announce);
        makeDurable();
        try (Held _ = generation.hold(() -> runs.forEach(ToolRun::cancel))) {
            runs.forEach(ToolRun::start);
            for (ToolRun run : runs) {
                run.awaitEnd();
            }
        }
    }

    /** That a tool was run must not be forgotten, whatever it does. A store that is away keeps nobody from going on. */
    private void makeDurable() {
        try {
            surroundings.store().checkpoint(List.of(surroundings.checkpointer().tail(log)));
        } catch (StoreUnavailableException unavailable) {
            LOG.debug("tools of generation {} run without being stored", generation.id(), unavailable);
        }
    }

    private Signal end() {
        if (generation.state().step() < surroundings.settings().maxSteps()) {
            return new Signal.ToolsEnded();
        }
        String id = generation.partIds().nextText();
        log.append(new Chunk.TextStart(id));
        log.append(new Chunk.TextDelta(
                id,
                "The tools were used in " + surroundings.settings().maxSteps()
                        + " steps, which is the limit for one answer. Write “go on” if it shall continue."));
        log.append(new Chunk.TextEnd(id));
        return new Signal.StepCompleted(FinishReason.TOOL_CALLS);
    }
}
