package dev.polylogue.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DeltaShapeTest {

    private static final String BEFORE = "{\"id\":\"c1\",\"delta\":{\"content\":\"";
    private static final String AFTER = "\"}}";

    private final DeltaShape shape = new DeltaShape();

    @Test
    void readsWhatDiffersInItsTextOnly() {
        assertThat(read(BEFORE + "no" + AFTER)).isNull();
        learn("Hi");

        assertThat(read(BEFORE + " there" + AFTER)).isEqualTo(" there");
        assertThat(read(BEFORE + "é – 漢 😀" + AFTER)).isEqualTo("é – 漢 😀");
    }

    @Test
    void leavesToOthersWhatDiffersInMore() {
        learn("Hi");

        assertThat(read(BEFORE + AFTER)).isNull();
        assertThat(read(BEFORE + "a\\nb" + AFTER)).isNull();
        assertThat(read(BEFORE + "a\",\"b\":\"" + AFTER)).isNull();
        assertThat(read(BEFORE + "a\nb" + AFTER)).isNull();
        assertThat(read(BEFORE.replace("c1", "c2") + "a" + AFTER)).isNull();
        assertThat(read(BEFORE + "a" + AFTER + " ")).isNull();
        assertThat(read(BEFORE.substring(0, 5))).isNull();
    }

    @Test
    void leavesToOthersWhatIsNoUtf8() {
        learn("Hi");
        byte[] frame = (BEFORE + "xx" + AFTER).getBytes(StandardCharsets.UTF_8);
        frame[BEFORE.length()] = (byte) 0xC3;

        assertThat(shape.read(frame, 0, frame.length)).isNull();
    }

    private void learn(String text) {
        byte[] frame = (BEFORE + text + AFTER).getBytes(StandardCharsets.UTF_8);
        shape.learn(frame, 0, frame.length, BEFORE.length(), BEFORE.length() + text.length());
    }

    private @Nullable String read(String frame) {
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        return shape.read(bytes, 0, bytes.length);
    }
}
