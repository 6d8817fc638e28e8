package dev.polylogue.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.providers.call.UnreadableFrameException;
import dev.polylogue.providers.frames.OversizedEventException;
import dev.polylogue.providers.frames.SseParser;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Feeds the parser and the dialect what no server should send. A few on every build; a million with {@code
 * -Dpolylogue.fuzz=full}. A failing input is named by its seed, which {@code -Dpolylogue.seed=N} plays alone.
 */
@Timeout(1_800)
final class ChatStreamFuzzTest {

    private static final int INPUTS = "full".equals(System.getProperty("polylogue.fuzz")) ? 1_000_000 : 20_000;
    private static final int MAX_MUTATIONS = 6;

    /** What no event may exceed: nothing is made of more than came in. */
    private static final int MAX_GROWTH = 8;

    private static final List<String> RECORDED = List.of("""
            data: {"id":"a","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

            data: {"id":"a","choices":[{"index":0,"delta":{"content":"Grüße, 折り紙 🦊"},"finish_reason":null}]}

            data: {"id":"a","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"id":"a","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":12,"total_tokens":21}}

            data: [DONE]

            """, """
            : keep-alive\r
            \r
            data: {"choices":[{"delta":{"reasoning_content":"Hm. "}}]}\r
            \r
            data: {"choices":[{"delta":{"reasoning":"So. ","content":null}}]}\r
            \r
            data: {"choices":[{"delta":{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}}]}\r
            \r
            data: {"choices":[{"delta":{},"finish_reason":"length"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}\r
            \r
            """, """
            data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c1","function":{"name":"f","arguments":""}}]}}]}

            data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"a\\""}}]}}]}

            data: {"choices":[{"delta":{"tool_calls":[{"id":"c2","function":{"name":"g","arguments":{"x":1}}}]}}]}

            data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}

            data: [DONE]

            """, """
            event: message
            id: 7
            data: {"choices":[{"delta":{"content":"Half"}}]}

            data: {"error":{"message":"overloaded","type":"server_error","code":503}}

            """);

    private static final List<String> SCRAPS = List.of(
            "null",
            "{}",
            "[]",
            "-1",
            "1e999",
            "\"\\ud800\"",
            "\u0000",
            "\r",
            "\n\n",
            "data:",
            "data: [DONE]\n\n",
            "🦊",
            "[[[[[[[[",
            "{\"choices\":",
            "\"delta\":",
            "\"finish_reason\":\"stop\"",
            "\"error\":{",
            ",",
            "\uFEFF",
            "99999999999999999999",
            "\"content\":{\"text\":7}");

    /** What came of one input. */
    private record Heard(List<ModelEvent> events, boolean isRefused, boolean isDone) {}

    private static Heard hear(byte[] input, SplittableRandom cuts) {
        List<ModelEvent> events = new ArrayList<>();
        var frames = new ChatFrames(false);
        var parser = new SseParser((bytes, offset, length) -> frames.read(bytes, offset, length, events::add));
        int at = 0;
        try {
            while (at < input.length) {
                int length = Math.min(input.length - at, 1 + cuts.nextInt(cuts.nextInt(4) == 0 ? 3 : 200));
                // A copy of its own, as from the network: nothing may look behind its end.
                byte[] piece = Arrays.copyOfRange(input, at, at + length);
                parser.feed(piece, 0, length);
                at += length;
            }
        } catch (UnreadableFrameException | OversizedEventException garbage) {
            return new Heard(events, true, false);
        }
        return new Heard(events, false, frames.isDone());
    }

    @Test
    void whereverTheBytesAreCutTheSameIsHeard() {
        for (String recorded : RECORDED) {
            byte[] bytes = recorded.getBytes(StandardCharsets.UTF_8);
            Heard whole = hear(bytes, new SplittableRandom(0));
            assertThat(whole.events()).isNotEmpty();
            for (int seed = 1; seed < 500; seed++) {
                assertThat(hear(bytes, new SplittableRandom(seed)))
                        .as("cuts of seed " + seed)
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void whateverComesIsReadOrRefusedAndNothingElse() {
        Long one = Long.getLong("polylogue.seed");
        long first = one == null ? 0 : one;
        long last = one == null ? INPUTS : one + 1;
        for (long seed = first; seed < last; seed++) {
            var chance = new SplittableRandom(seed);
            byte[] input = mutated(chance);
            try {
                long heard = hear(input, chance).events().stream()
                        .mapToLong(event -> event.toString().length())
                        .sum();
                assertThat(heard).isLessThan((long) MAX_GROWTH * (input.length + 1_000));
            } catch (RuntimeException | Error crash) {
                throw new AssertionError("input of -Dpolylogue.seed=" + seed, crash);
            }
        }
    }

    private static byte[] mutated(SplittableRandom chance) {
        byte[] bytes = RECORDED.get(chance.nextInt(RECORDED.size())).getBytes(StandardCharsets.UTF_8);
        int mutations = chance.nextInt(MAX_MUTATIONS + 1);
        for (int i = 0; i < mutations; i++) {
            bytes = mutatedOnce(bytes, chance);
        }
        return bytes;
    }

    private static byte[] mutatedOnce(byte[] bytes, SplittableRandom chance) {
        int from = chance.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + chance.nextInt(40));
        byte[] middle =
                switch (chance.nextInt(6)) {
                    case 0 -> new byte[0];
                    case 1 -> SCRAPS.get(chance.nextInt(SCRAPS.size())).getBytes(StandardCharsets.UTF_8);
                    case 2 -> twice(bytes, from, to);
                    case 3 -> noise(to - from, chance);
                    case 4 -> RECORDED.get(chance.nextInt(RECORDED.size())).getBytes(StandardCharsets.UTF_8);
                    default -> flipped(bytes, from, to, chance);
                };
        var joined = new ByteArrayOutputStream();
        joined.write(bytes, 0, from);
        joined.writeBytes(middle);
        joined.write(bytes, to, bytes.length - to);
        return joined.toByteArray();
    }

    private static byte[] twice(byte[] bytes, int from, int to) {
        var joined = new ByteArrayOutputStream();
        joined.write(bytes, from, to - from);
        joined.write(bytes, from, to - from);
        return joined.toByteArray();
    }

    private static byte[] noise(int length, SplittableRandom chance) {
        byte[] noise = new byte[length];
        chance.nextBytes(noise);
        return noise;
    }

    private static byte[] flipped(byte[] bytes, int from, int to, SplittableRandom chance) {
        byte[] part = Arrays.copyOfRange(bytes, from, to);
        if (part.length > 0) {
            int at = chance.nextInt(part.length);
            part[at] = (byte) (part[at] ^ (1 << chance.nextInt(8)));
        }
        return part;
    }
}
