package dev.polylogue.bench.micro;

import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A chunk of text to bytes, once for all who follow, and back, which only a fold of what was stored does. */
@State(Scope.Thread)
public class CodecCost {

    // Not final: what the compiler knows it would compute beforehand.
    private Chunk chunk = new Chunk.TextDelta("t0", " something");
    private byte[] encoded = ChunkCodec.encode(chunk);

    @Benchmark
    public byte[] encode() {
        return ChunkCodec.encode(chunk);
    }

    @Benchmark
    public Chunk decode() {
        return ChunkCodec.decode(encoded);
    }
}
