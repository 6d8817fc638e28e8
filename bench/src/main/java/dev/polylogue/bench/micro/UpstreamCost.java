package dev.polylogue.bench.micro;

import dev.polylogue.providers.call.FrameReader;
import dev.polylogue.providers.sse.SseParser;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The bytes of a model's stream to events, an event in each piece as the network brings them, and many in one. */
@State(Scope.Thread)
public class UpstreamCost {

    private static final int EVENTS = 200;

    private final Constructor<?> reader = reader();
    private final byte[] event = ("data: {\"id\":\"chatcmpl-9xKzTq2cWmYQ1\",\"object\":\"chat.completion.chunk\","
                    + "\"created\":1764000000,\"model\":\"gpt-5-mini-2026-08-01\",\"system_fingerprint\":\"fp_44709d6fcb\","
                    + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\" something\"},\"logprobs\":null,"
                    + "\"finish_reason\":null}],\"usage\":null}\n\n")
            .getBytes(StandardCharsets.UTF_8);
    private final byte[] all =
            new String(event, StandardCharsets.UTF_8).repeat(EVENTS).getBytes(StandardCharsets.UTF_8);

    /** It is its package's own, and an interface that everybody knows. */
    private static Constructor<?> reader() {
        try {
            var constructor =
                    Class.forName("dev.polylogue.providers.openai.ChatFrames").getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor;
        } catch (ReflectiveOperationException moved) {
            throw new IllegalStateException(moved);
        }
    }

    private SseParser parser(Blackhole hole) throws ReflectiveOperationException {
        var frames = (FrameReader) reader.newInstance();
        return new SseParser((bytes, offset, length) -> frames.read(bytes, offset, length, hole::consume));
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void oneByOne(Blackhole hole) throws ReflectiveOperationException {
        SseParser parser = parser(hole);
        for (int i = 0; i < EVENTS; i++) {
            parser.feed(event, 0, event.length);
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void manyAtOnce(Blackhole hole) throws ReflectiveOperationException {
        parser(hole).feed(all, 0, all.length);
    }
}
