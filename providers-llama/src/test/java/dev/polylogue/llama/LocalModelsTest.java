package dev.polylogue.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelEvent.Failed;
import dev.polylogue.engine.provider.ModelEvent.Finished;
import dev.polylogue.engine.provider.ModelEvent.TextDelta;
import dev.polylogue.engine.provider.ModelEvent.UsageReported;
import dev.polylogue.engine.provider.ModelOptions;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.provider.PromptMessage.User;
import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.protocol.command.ModelInfo;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.RecordingSink;
import dev.polylogue.testkit.TwoClosers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real native code on a tiny model. */
final class LocalModelsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int SLOTS = 4;
    private static final int CONTEXT = 8192;

    @TempDir
    private Path folder;

    private final SystemTime time = new SystemTime();
    private LocalModels models;

    @BeforeEach
    void open() {
        models = open(Duration.ofMinutes(10));
        TinyGguf.ending(folder.resolve("ending.gguf"));
        TinyGguf.endless(folder.resolve("endless.gguf"));
    }

    private LocalModels open(Duration keepLoaded) {
        return new LocalModels(time, new LocalSettings(folder, SLOTS, CONTEXT, 2, keepLoaded));
    }

    @AfterEach
    void close() {
        models.close();
        time.close();
    }

    private static ModelRequest ask(String model, String text, ModelOptions options) {
        return new ModelRequest(model, "Be brief.", List.of(new User(text)), false, List.of(), options);
    }

    private static ModelRequest ask(String model) {
        return ask(model, "Hello 👋", ModelOptions.DEFAULT);
    }

    private RecordingSink finish(ModelRequest request) throws InterruptedException {
        var sink = new RecordingSink();
        ModelCall call = models.start(request, sink);
        ModelEvent.Terminal end = sink.awaitEnd(SOON);
        assertThat(call.await()).isEqualTo(end);
        call.close();
        assertThat(call.isClosed()).isTrue();
        assertThat(sink.terminals()).containsExactly(end);
        assertThat(sink.events().getLast()).isEqualTo(end);
        return sink;
    }

    @Test
    void everyModelFileOfTheFolderIsAModelAndNothingIsLoadedForThat() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "no model");
        assertThat(models.status().models())
                .extracting(ModelInfo::id, ModelInfo::available)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("local/ending", true),
                        org.assertj.core.groups.Tuple.tuple("local/endless", true));
        Files.delete(folder.resolve("ending.gguf"));
        assertThat(models.status().models()).hasSize(1);
        assertThat(models.isLoaded()).isFalse();
    }

    @Test
    void anAnswerComesInPiecesWithItsCountsAndItsEnd() throws Exception {
        RecordingSink sink = finish(ask("ending"));
        assertThat(sink.text()).isEqualTo(TinyGguf.TEXT);
        assertThat(sink.events(TextDelta.class)).hasSizeGreaterThan(10).contains(new TextDelta("€"));
        var usage = sink.events(UsageReported.class).getLast().usage();
        assertThat(usage.inputTokens()).isBetween(10L, 60L);
        assertThat(usage.outputTokens()).isBetween(14L, 20L);
        assertThat(sink.terminals()).containsExactly(new Finished(FinishReason.STOP));
    }

    @Test
    void aLimitOfTokensEndsTheAnswerWithLength() throws Exception {
        RecordingSink sink = finish(ask("endless", "Hello", new ModelOptions(0.0, 3, null)));
        assertThat(sink.text()).isEqualTo(" one two three");
        assertThat(sink.terminals()).containsExactly(new Finished(FinishReason.LENGTH));
    }

    @Test
    void aCharacterThatTheLimitCutsIsNotShownBroken() throws Exception {
        RecordingSink sink = finish(ask("endless", "Hello", new ModelOptions(0.0, 13, null)));
        assertThat(sink.text()).isEqualTo(" one two three four five six seven eight nine ten ");
        assertThat(sink.terminals()).containsExactly(new Finished(FinishReason.LENGTH));
    }

    @Test
    void aLongPromptIsReadInPiecesAndAnsweredTheSame() throws Exception {
        RecordingSink sink = finish(ask("ending", "x".repeat(3000), ModelOptions.DEFAULT));
        assertThat(sink.text()).isEqualTo(TinyGguf.TEXT);
        assertThat(sink.events(UsageReported.class).getLast().usage().inputTokens())
                .isGreaterThan(3000);
    }

    @Test
    void conversationsOnOneModelDecodeSideBySide() throws Exception {
        var order = new SharedOrder(SLOTS);
        List<ModelCall> calls = new ArrayList<>();
        for (int who = 0; who < SLOTS; who++) {
            calls.add(models.start(ask("endless", "I am " + who, ModelOptions.DEFAULT), order.sink(who)));
        }
        // Only when all have begun does anybody's thousandth word count: one after the other would never get there.
        order.awaitAll(1000);
        for (ModelCall call : calls) {
            call.close();
            assertThat(call.await()).isInstanceOf(ModelEvent.Cancelled.class);
        }
        assertThat(order.turnsOfTheLeastHeard()).isGreaterThan(100);
    }

    @Test
    void aStopFreesTheSlotForTheNext() throws Exception {
        List<Long> micros = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            var sink = new RecordingSink();
            ModelCall call = models.start(ask("endless"), sink);
            sink.awaitText(20, SOON);
            long begin = time.nanoTime();
            call.close();
            micros.add((time.nanoTime() - begin) / 1000);
            assertThat(call.isClosed()).isTrue();
            assertThat(sink.terminals()).containsExactly(new ModelEvent.Cancelled());
        }
        assertThat(finish(ask("ending")).text()).isEqualTo(TinyGguf.TEXT);
        System.out.println("slot free after µs " + micros);
    }

    @Test
    void aStopBeforeTheFirstWordAndWhileTheModelLoadsIsOneEnd() throws Exception {
        var random = new Random(42);
        for (int round = 0; round < 30; round++) {
            String model = round % 2 == 0 ? "ending" : "endless";
            var sink = new RecordingSink();
            ModelCall call = models.start(ask(model, "x".repeat(random.nextInt(3000)), ModelOptions.DEFAULT), sink);
            TwoClosers.close(call);
            assertThat(sink.terminals()).hasSize(1);
            assertThat(sink.events().getLast()).isEqualTo(call.await());
        }
        assertThat(finish(ask("ending")).text()).isEqualTo(TinyGguf.TEXT);
    }

    @Test
    void anotherModelWaitsUntilTheFirstHasNoCallLeft() throws Exception {
        var first = new RecordingSink();
        ModelCall running = models.start(ask("endless"), first);
        first.awaitText(5, SOON);
        var second = new RecordingSink();
        ModelCall waiting = models.start(ask("ending"), second);
        first.awaitText(500, SOON);
        assertThat(second.events()).isEmpty();
        running.close();
        assertThat(waiting.await()).isEqualTo(new Finished(FinishReason.STOP));
        assertThat(second.text()).isEqualTo(TinyGguf.TEXT);
    }

    @Test
    void oneWhoWaitsForAnotherModelCanBeStopped() throws Exception {
        var first = new RecordingSink();
        ModelCall running = models.start(ask("endless"), first);
        first.awaitText(5, SOON);
        ModelCall waiting = models.start(ask("ending"), new RecordingSink());
        waiting.close();
        assertThat(waiting.isClosed()).isTrue();
        assertThat(waiting.await()).isInstanceOf(ModelEvent.Cancelled.class);
        running.close();
    }

    @Test
    void aSinkThatThrowsHurtsNobody() throws Exception {
        ModelCall throwing = models.start(ask("ending"), _ -> {
            throw new IllegalStateException("a broken sink");
        });
        assertThat(finish(ask("ending")).text()).isEqualTo(TinyGguf.TEXT);
        assertThat(throwing.await()).isInstanceOf(Finished.class);
    }

    @Test
    void aConversationThatIsTooLongFailsInWords() throws Exception {
        RecordingSink sink = finish(ask("ending", "x".repeat(CONTEXT), ModelOptions.DEFAULT));
        Failed failed = (Failed) sink.terminals().getFirst();
        assertThat(failed.code()).isEqualTo(ErrorCode.UPSTREAM_REFUSED);
        assertThat(failed.message()).contains("too long", String.valueOf(CONTEXT), "polylogue.local.context");
    }

    @Test
    void aFileThatIsNotWholeFailsInWordsWhereverItIsCut() throws Exception {
        byte[] whole = Files.readAllBytes(folder.resolve("ending.gguf"));
        for (int length : List.of(0, 3, 20, 100, 3000, 6000, 12_000, whole.length / 2, whole.length - 100)) {
            Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(whole, length));
            Failed failed = (Failed) finish(ask("cut")).terminals().getFirst();
            assertThat(failed.message())
                    .as("cut at %d", length)
                    .contains("cut.gguf")
                    .contains("damaged");
        }
        assertThat(finish(ask("ending")).text()).isEqualTo(TinyGguf.TEXT);
    }

    @Test
    void aBeginningWithBytesTurnedAroundDoesNotEndTheProcess() throws Exception {
        byte[] whole = Files.readAllBytes(folder.resolve("ending.gguf"));
        var random = new Random(7);
        for (int round = 0; round < 30; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(32)] ^= (byte) (1 + random.nextInt(255));
            Files.write(folder.resolve("bad" + round + ".gguf"), damaged);
            assertThat(finish(ask("bad" + round)).terminals()).hasSize(1);
        }
    }

    @Test
    void aPromptOfAllKindsOfMessagesIsTurnsOfBothSides() {
        var request = new ModelRequest(
                "ending",
                null,
                List.of(
                        new PromptMessage.Assistant("first"),
                        new User("one"),
                        new User("two"),
                        new PromptMessage.Asked("which?", null),
                        new PromptMessage.ToolAnswered("1", "clock", "noon", false)),
                true);
        assertThat(Conversation.of(request).path("messages").valueStream())
                .extracting(message -> message.path("role").asString(""))
                .containsExactly("user", "assistant", "user", "assistant", "user", "assistant", "user");
    }

    @Test
    void anUnusedModelLeavesTheMemory() throws Exception {
        models.close();
        models = open(Duration.ofMillis(1));
        finish(ask("ending"));
        Await.until("the memory is free", SOON, () -> !models.isLoaded());
        assertThat(finish(ask("ending")).text()).isEqualTo(TinyGguf.TEXT);
    }

    @Test
    void aModelWithACallIsNotReleased() throws Exception {
        ModelFile file = ModelFile.find(folder, "endless").orElseThrow();
        var sink = new RecordingSink();
        ModelCall call = models.start(ask("endless"), sink);
        sink.awaitText(1, SOON);
        assertThat(models.release(file)).isFalse();
        call.close();
        assertThat(models.release(file)).isTrue();
        assertThat(models.isLoaded()).isFalse();
    }

    @Test
    void aProviderThatIsClosedEndsItsCallsAsFailed() throws Exception {
        var sink = new RecordingSink();
        ModelCall call = models.start(ask("endless"), sink);
        sink.awaitText(3, SOON);
        models.close();
        assertThat(call.await()).isInstanceOf(Failed.class);
        Await.until("the slot is free", SOON, call::isClosed);
    }

    @Test
    void aMachineWithoutNativesIsToldInWords() throws Exception {
        models.close();
        models = new LocalModels(
                time, new LocalSettings(folder, 1, CONTEXT, null, SOON), new NativeLibrary("OpenVMS", "alpha"));
        assertThat(models.status().reason()).contains("not available on this machine", "OpenVMS");
        assertThat(models.status().models()).noneMatch(ModelInfo::available);
        Failed failed = (Failed) finish(ask("ending")).terminals().getFirst();
        assertThat(failed.message()).contains("not available on this machine");
    }

    @Test
    void emojiComeBackAsTheyWere() {
        var spelling = new PlainSpelling("a 👋 \uE000 👋 b");
        assertThat(spelling.plain().codePoints()).allMatch(Character::isBmpCodePoint);
        assertThat(spelling.back(spelling.plain())).isEqualTo("a 👋 \uE000 👋 b");
    }
}
