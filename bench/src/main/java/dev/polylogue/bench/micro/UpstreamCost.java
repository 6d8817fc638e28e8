package dev.polylogue.bench.micro;

import dev.polylogue.providers.call.FrameReader;
import dev.polylogue.providers.frames.FrameParser;
import dev.polylogue.providers.hosted.Dialect;
import dev.polylogue.providers.openai.OpenAiChat;
import dev.polylogue.providers.settings.ProviderSettings;
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

    private final Dialect dialect = new OpenAiChat(ProviderSettings.of("bench", "http://127.0.0.1"));
    private final byte[] event = ("data: {\"id\":\"chatcmpl-9xKzTq2cWmYQ1\",\"object\":\"chat.completion.chunk\","
                    + "\"created\":1764000000,\"model\":\"gpt-5-mini-2026-08-01\",\"system_fingerprint\":\"fp_44709d6fcb\","
                    + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\" something\"},\"logprobs\":null,"
                    + "\"finish_reason\":null}],\"usage\":null}\n\n")
            .getBytes(StandardCharsets.UTF_8);
    private final byte[] all =
            new String(event, StandardCharsets.UTF_8).repeat(EVENTS).getBytes(StandardCharsets.UTF_8);

    private FrameParser parser(Blackhole hole) {
        FrameReader frames = dialect.reader();
        return dialect.parser((bytes, offset, length) -> frames.read(bytes, offset, length, hole::consume));
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void oneByOne(Blackhole hole) {
        FrameParser parser = parser(hole);
        for (int i = 0; i < EVENTS; i++) {
            parser.feed(event, 0, event.length);
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void manyAtOnce(Blackhole hole) {
        parser(hole).feed(all, 0, all.length);
    }
}
