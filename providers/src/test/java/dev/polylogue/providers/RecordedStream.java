package dev.polylogue.providers;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.providers.call.FrameReader;
import dev.polylogue.providers.call.UnreadableFrameException;
import dev.polylogue.providers.frames.FrameParser;
import dev.polylogue.providers.frames.OversizedEventException;
import dev.polylogue.providers.hosted.Dialect;
import dev.polylogue.providers.settings.ProviderSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The streams under {@code streams/DIALECT/}, and what is heard of one. */
final class RecordedStream {

    private RecordedStream() {}

    static List<Path> all() {
        try {
            Path folder = Path.of(Objects.requireNonNull(RecordedStream.class.getResource("/streams"))
                    .toURI());
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(file -> file.toString().endsWith(".txt"))
                        .sorted()
                        .toList();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (URISyntaxException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    static Path eventsOf(Path stream) {
        return Path.of(stream.toString().replace(".txt", ".events"));
    }

    static String dialectOf(Path stream) {
        return String.valueOf(Objects.requireNonNull(stream.getParent()).getFileName());
    }

    /** What came of one input. */
    record Heard(List<ModelEvent> events, String end) {
        List<String> lines() {
            List<String> lines =
                    new ArrayList<>(events.stream().map(Object::toString).toList());
            lines.add(end);
            return lines;
        }
    }

    /** Reads {@code input} in pieces that {@code cuts} says, each a copy of its own: nothing may look behind its end. */
    static Heard hear(String dialectName, byte[] input, SplittableRandom cuts) {
        List<ModelEvent> events = new ArrayList<>();
        Dialect dialect = Dialects.of(ProviderSettings.of("there", dialectName, "https://api.deepseek.com"));
        FrameReader reader = dialect.reader();
        FrameParser parser = dialect.parser((bytes, offset, length) -> reader.read(bytes, offset, length, events::add));
        int at = 0;
        try {
            while (at < input.length) {
                int length = Math.min(input.length - at, 1 + cuts.nextInt(cuts.nextInt(4) == 0 ? 3 : 200));
                parser.feed(Arrays.copyOfRange(input, at, at + length), 0, length);
                at += length;
            }
        } catch (UnreadableFrameException | OversizedEventException garbage) {
            return new Heard(events, "refused");
        }
        return new Heard(events, reader.finishReason() + (reader.isDone() ? ", done" : ""));
    }
}
