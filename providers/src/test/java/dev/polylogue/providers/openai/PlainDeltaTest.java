package dev.polylogue.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PlainDeltaTest {

    private static final List<String> FRAMES = List.of(
            "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":null}]}",
            "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}}],\"usage\":null}",
            "{\"choices\":[{\"delta\":{\"reasoning_content\":\"Hm\",\"content\":null}}],\"x\":{\"error\":[1,{}]}}",
            "{\"choices\":[{\"delta\":{\"reasoning\":\"Hm\",\"reasoning_content\":\"Hm\"}}]}",
            "{\"choices\":[{\"delta\":{\"content\":\"a\\n\\\"b\\u00e9\\ud83d\\ude00\"},\"finish_reason\":\"stop\"}]}",
            "{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}}]}",
            "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"t\"}]}}]}",
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":1}}",
            "{\"error\":{\"message\":\"no\"}}",
            "{\"choices\":[{\"delta\":{\"content\":\"1\"}},{\"delta\":{\"content\":\"2\"}}]}",
            "{\"choices\":[{\"delta\":{\"content\":\"1\"},\"delta\":{}}]}");

    private final PlainDelta delta = new PlainDelta();

    @Test
    void readsTextAndReasoningAndLeavesTheRestToTheTree() {
        assertThat(FRAMES.stream().map(this::reads))
                .containsExactly(true, true, true, false, false, false, false, false, false, false, false);
    }

    private boolean reads(String frame) {
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        return delta.read(bytes, 0, bytes.length) != null;
    }

    @Test
    void aLongChunkInBetweenDoesNotMakeReasoningOfTextNorTextOfReasoning() {
        String thought = "{\"choices\":[{\"delta\":{\"reasoning_content\":\"Hm\"}}]}";
        String words = "{\"choices\":[{\"delta\":{\"content\":\"" + "a".repeat(3_000) + "\"}}]}";

        assertThat(reads(thought)).isTrue();
        assertThat(reads(words)).isTrue();
        assertThat(delta.isReasoning()).isFalse();
        assertThat(reads(thought)).isTrue();

        assertThat(delta.isReasoning()).isTrue();
    }

    /** Whatever is changed in a frame: what it reads without a tree is what the tree says. */
    @Test
    void neverSaysAnythingElseThanTheTree() {
        var random = new SplittableRandom(20_261_124L);
        int plain = 0;
        String like = FRAMES.getFirst();
        for (int i = 0; i < 50_000; i++) {
            // Often of the same shape as the one before, as in a stream.
            like = random.nextInt(4) == 0 ? FRAMES.get(random.nextInt(FRAMES.size())) : like;
            byte[] frame = mutated(like, random);
            if (isReadAsTheTreeSays(frame)) {
                plain++;
            }
        }
        assertThat(plain).isGreaterThan(1_000);
    }

    private static byte[] mutated(String frame, SplittableRandom random) {
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(3); i > 0; i--) {
            int from = random.nextInt(bytes.length);
            bytes[random.nextInt(bytes.length)] =
                    random.nextBoolean() ? bytes[from] : (byte) random.nextInt(Byte.MIN_VALUE, Byte.MAX_VALUE);
        }
        return bytes;
    }

    private boolean isReadAsTheTreeSays(byte[] frame) {
        String words;
        try {
            byte[] buffer = new byte[frame.length + 20];
            Arrays.fill(buffer, (byte) '"');
            System.arraycopy(frame, 0, buffer, 10, frame.length);
            words = delta.read(buffer, 10, frame.length);
            if (words == null) {
                return false;
            }
        } catch (JacksonException unreadable) {
            return false;
        }
        JsonNode tree = JsonMapper.shared().readTree(frame);
        JsonNode choice = tree.path("choices").path(0);
        String text = choice.path("delta").path("content").asString("");
        String reasoning = choice.path("delta").path("reasoning_content").asString("");
        String other = choice.path("delta").path("reasoning").asString("");
        String thought = reasoning.isEmpty() ? other : reasoning;
        assertThat(words).isEqualTo(text + thought);
        assertThat(words.isEmpty() || delta.isReasoning() == text.isEmpty()).isTrue();
        assertThat(text.isEmpty() || thought.isEmpty()).isTrue();
        assertThat(tree.hasNonNull("error")).isFalse();
        assertThat(tree.path("usage").isObject()).isFalse();
        assertThat(choice.path("finish_reason").asString("")).isEmpty();
        assertThat(choice.path("delta").path("tool_calls").isEmpty()).isTrue();
        return true;
    }
}
