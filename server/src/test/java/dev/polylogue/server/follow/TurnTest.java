package dev.polylogue.server.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.log.LogIdentity;
import dev.polylogue.engine.log.Wake;
import dev.polylogue.engine.log.Wakeable;
import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.StopCause;
import dev.polylogue.protocol.message.ToolActivity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

final class TurnTest {

    private static final Wakeable NOBODY = new Wakeable() {
        @Override
        public void wake(Wake wake) {
            // The test looks by itself.
        }

        @Override
        public void reset() {
            // There is nothing to reset.
        }
    };

    private final GenerationLog log = new LiveLogs(new FakeTime(), "e0")
            .open(new LogIdentity(
                    new UserId("ann"),
                    new GenerationId(new UUID(1, 1)),
                    new ConversationId(new UUID(1, 2)),
                    new MessageId(new UUID(1, 3)),
                    null,
                    "test/model"));

    private final List<String> heard = new ArrayList<>();

    private Turn turn(TurnStart start, ChunkSet set) {
        return new Turn(log, start, set, NOBODY);
    }

    private Turn turn() {
        return turn(TurnStart.WHOLE, ChunkSet.V6);
    }

    private boolean goesOn(Turn turn) {
        return turn.next(chunk -> heard.add(new String(chunk, StandardCharsets.UTF_8)));
    }

    private void called(String id) {
        log.append(new Chunk.ToolInputAvailable(id, "look", JsonNodeFactory.instance.objectNode()));
    }

    private void asked(String id) {
        log.append(new Chunk.ToolApprovalRequest("approval-" + id, id));
    }

    private void stands(GenerationPhase phase) {
        log.append(new Chunk.Status(new Chunk.StatusData(phase, 0, null)));
    }

    private void fares(String id, ToolActivity.State state, @Nullable Boolean approved) {
        var activity = new ToolActivity(state, "built-in", null, null, null, null);
        log.append(new Chunk.Tool(new Chunk.ToolData(id, activity, approved)));
    }

    private void gave(String id) {
        log.append(new Chunk.ToolOutputAvailable(id, JsonNodeFactory.instance.stringNode("seen by " + id)));
    }

    private void says(String text) {
        log.append(new Chunk.TextDelta("t0", text));
    }

    @Test
    void itEndsWithTheAnswer() {
        Turn turn = turn();
        says("first");
        assertThat(goesOn(turn)).isTrue();
        log.append(new Chunk.Finish(FinishReason.STOP));
        assertThat(goesOn(turn)).isFalse();
        assertThat(heard).hasSize(2);
    }

    @Test
    void itEndsWhereOnlyAPersonIsWaitedFor() {
        called("a");
        asked("a");
        Turn turn = turn();
        assertThat(goesOn(turn)).isTrue();
        stands(GenerationPhase.AWAITING_INPUT);
        assertThat(goesOn(turn)).isFalse();
    }

    @Test
    void itLastsWhileAToolRunsThatNeedsNoWord() {
        called("a");
        called("b");
        asked("a");
        stands(GenerationPhase.AWAITING_INPUT);
        fares("b", ToolActivity.State.RUNNING, null);
        Turn turn = turn();
        assertThat(goesOn(turn)).isTrue();
        gave("b");
        assertThat(goesOn(turn)).isFalse();
        assertThat(heard.getLast()).contains("seen by b");
    }

    @Test
    void aCallThatMayRunKeepsItOpenAgain() {
        called("a");
        called("b");
        asked("a");
        asked("b");
        stands(GenerationPhase.AWAITING_INPUT);
        fares("a", ToolActivity.State.RUNNING, true);
        assertThat(goesOn(turn())).isTrue();
    }

    @Test
    void theNextOneBeginsWhereItsApprovalsWereWaitedFor() {
        says("before");
        called("a");
        asked("a");
        stands(GenerationPhase.AWAITING_INPUT);
        Turn turn = turn(TurnStart.afterWaitFor(Set.of("approval-a")), ChunkSet.V7);
        assertThat(goesOn(turn)).isTrue();
        assertThat(heard).isEmpty();
        stands(GenerationPhase.RUNNING);
        fares("a", ToolActivity.State.RUNNING, true);
        gave("a");
        says("after");
        assertThat(goesOn(turn)).isTrue();
        assertThat(heard.getLast()).contains("after");
        assertThat(heard.toString()).doesNotContain("before");
        called("b");
        asked("b");
        stands(GenerationPhase.AWAITING_INPUT);
        assertThat(goesOn(turn)).isFalse();
    }

    @Test
    void onlyClientsThatCanReadItHearOfAWord() {
        called("a");
        asked("a");
        fares("a", ToolActivity.State.RUNNING, true);
        fares("a", ToolActivity.State.DONE, true);
        gave("a");
        goesOn(turn());
        assertThat(heard.toString()).doesNotContain("tool-approval-response");
        heard.clear();
        goesOn(turn(TurnStart.WHOLE, ChunkSet.V7));
        assertThat(heard.get(2))
                .isEqualTo("{\"type\":\"tool-approval-response\",\"approvalId\":\"approval-a\",\"approved\":true}");
        assertThat(heard).hasSize(6);
    }

    @Test
    void onlyClientsThatCanReadItHearThatAnAnswerIsNoWholeOne() {
        log.append(new Chunk.Abort(StopCause.PERSON));
        goesOn(turn());
        assertThat(heard).hasSize(1);
        goesOn(turn(TurnStart.WHOLE, ChunkSet.V7));
        assertThat(heard.getLast()).contains("\"finish\"", "\"interrupted\"");
    }

    @Test
    void whatAClientHasIsSkippedAsItWasCounted() {
        log.append(new Chunk.TextStart("t0"));
        called("a");
        asked("a");
        fares("a", ToolActivity.State.RUNNING, true);
        gave("a");
        goesOn(turn(TurnStart.WHOLE, ChunkSet.V7));
        List<String> whole = List.copyOf(heard);
        for (int skipped = 0; skipped <= whole.size(); skipped++) {
            heard.clear();
            goesOn(turn(TurnStart.behind(skipped), ChunkSet.V7));
            assertThat(heard).isEqualTo(whole.subList(skipped, whole.size()));
        }
    }
}
