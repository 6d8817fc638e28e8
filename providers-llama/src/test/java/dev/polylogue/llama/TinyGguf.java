package dev.polylogue.llama;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes a model file of half a megabyte that real native code runs: one layer of llama's architecture, a vocabulary of
 * bytes and a few words, and a chat template. Its layer adds nothing, its embeddings are random and so nearly at right
 * angles, and what the last of them is told to be followed by is that token's row of the output: so it always says the
 * words of {@link #TEXT}, as fast as it can, in pieces of which two are the bytes of one character.
 */
public final class TinyGguf {

    /** What it says, and says again unless it ends. */
    public static final String TEXT = " one two three four five six seven eight nine ten € eleven twelve.";

    private static final List<String> WORDS = List.of(
            "▁one", "▁two", "▁three", "▁four", "▁five", "▁six", "▁seven", "▁eight", "▁nine", "▁ten", "▁", "▁eleven",
            "▁twelve", ".");

    private static final String TEMPLATE =
            "{% for message in messages %}{{ '<|' + message['role'] + '|>' + message['content'] + '</s>' }}"
                    + "{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}";

    private static final int WIDTH = 128;
    private static final int INNER = 32;
    private static final int HEADS = 4;
    private static final int CONTEXT = 131_072;
    private static final int FIRST_BYTE = 6;
    private static final int FIRST_WORD = FIRST_BYTE + 256;
    private static final int END = 2;
    private static final int ASSISTANT = 5;
    private static final int ALIGNMENT = 32;

    private final List<String> tokens = new ArrayList<>();
    private final List<Tensor> tensors = new ArrayList<>();
    private final boolean ends;

    private TinyGguf(boolean ends) {
        this.ends = ends;
        tokens.addAll(List.of("<unk>", "<s>", "</s>", "<|system|>", "<|user|>", "<|assistant|>"));
        for (int value = 0; value < 256; value++) {
            tokens.add("<0x%02X>".formatted(value));
        }
        tokens.addAll(WORDS);
    }

    /** One that says its words once. */
    public static void ending(Path file) {
        write(file, true);
    }

    /** One that says its words until it is stopped. */
    public static void endless(Path file) {
        write(file, false);
    }

    private static void write(Path file, boolean ends) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, new TinyGguf(ends).bytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private byte[] bytes() {
        weights();
        ByteBuffer out = ByteBuffer.allocate(4 << 20).order(ByteOrder.LITTLE_ENDIAN);
        out.put("GGUF".getBytes(StandardCharsets.US_ASCII))
                .putInt(3)
                .putLong(tensors.size())
                .putLong(20);
        metadata(out);
        vocabulary(out);
        long offset = 0;
        for (Tensor tensor : tensors) {
            text(out, tensor.name);
            out.putInt(tensor.shape.size());
            for (Integer size : tensor.shape) {
                out.putLong(size);
            }
            out.putInt(0).putLong(offset);
            offset += tensor.values.limit() * 4L;
        }
        out.position((out.position() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        tensors.forEach(tensor -> {
            while (tensor.values.hasRemaining()) {
                out.putFloat(tensor.values.get());
            }
        });
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private void metadata(ByteBuffer out) {
        textValue(out, "general.architecture", "llama");
        textValue(out, "general.name", "tiny");
        number(out, "general.alignment", ALIGNMENT);
        number(out, "llama.context_length", CONTEXT);
        number(out, "llama.embedding_length", WIDTH);
        number(out, "llama.block_count", 1);
        number(out, "llama.feed_forward_length", INNER);
        number(out, "llama.attention.head_count", HEADS);
        number(out, "llama.rope.dimension_count", WIDTH / HEADS);
        key(out, "llama.attention.layer_norm_rms_epsilon", 6).putFloat(1e-5f);
        number(out, "llama.vocab_size", tokens.size());
    }

    private void vocabulary(ByteBuffer out) {
        textValue(out, "tokenizer.ggml.model", "llama");
        key(out, "tokenizer.ggml.tokens", 9).putInt(8).putLong(tokens.size());
        tokens.forEach(token -> text(out, token));
        key(out, "tokenizer.ggml.scores", 9).putInt(6).putLong(tokens.size());
        for (int token = 0; token < tokens.size(); token++) {
            out.putFloat(-token);
        }
        key(out, "tokenizer.ggml.token_type", 9).putInt(5).putLong(tokens.size());
        for (int token = 0; token < tokens.size(); token++) {
            out.putInt(token == 0 ? 2 : token < FIRST_BYTE ? 3 : token < FIRST_WORD ? 6 : 1);
        }
        number(out, "tokenizer.ggml.bos_token_id", 1);
        number(out, "tokenizer.ggml.eos_token_id", END);
        number(out, "tokenizer.ggml.unknown_token_id", 0);
        key(out, "tokenizer.ggml.add_space_prefix", 7).put((byte) 0);
        textValue(out, "tokenizer.chat_template", TEMPLATE);
    }

    private void weights() {
        var random = new Random(42);
        float[] embeddings = new float[tokens.size() * WIDTH];
        for (int at = 0; at < embeddings.length; at++) {
            embeddings[at] = random.nextBoolean() ? 1 : -1;
        }
        float[] output = new float[tokens.size() * WIDTH];
        List<Integer> said = said();
        for (int at = 0; at + 1 < said.size(); at++) {
            System.arraycopy(embeddings, said.get(at) * WIDTH, output, said.get(at + 1) * WIDTH, WIDTH);
        }
        if (!ends) {
            // The first word follows its beginning, and the last one.
            for (int at = 0; at < WIDTH; at++) {
                output[said.get(1) * WIDTH + at] += embeddings[said.getLast() * WIDTH + at];
            }
        }
        add("token_embd.weight", embeddings, WIDTH, tokens.size());
        add("output.weight", output, WIDTH, tokens.size());
        add("output_norm.weight", ones(), WIDTH);
        add("blk.0.attn_norm.weight", ones(), WIDTH);
        add("blk.0.ffn_norm.weight", ones(), WIDTH);
        for (String name : List.of("attn_q", "attn_k", "attn_v")) {
            add("blk.0." + name + ".weight", noise(random, WIDTH * WIDTH), WIDTH, WIDTH);
        }
        add("blk.0.attn_output.weight", new float[WIDTH * WIDTH], WIDTH, WIDTH);
        add("blk.0.ffn_gate.weight", noise(random, WIDTH * INNER), WIDTH, INNER);
        add("blk.0.ffn_up.weight", noise(random, WIDTH * INNER), WIDTH, INNER);
        add("blk.0.ffn_down.weight", new float[INNER * WIDTH], INNER, WIDTH);
    }

    private List<Integer> said() {
        List<Integer> said = new ArrayList<>(List.of(ASSISTANT));
        for (int word = 0; word < WORDS.size(); word++) {
            said.add(FIRST_WORD + word);
            if (WORDS.get(word).equals("▁")) {
                for (byte part : "€".getBytes(StandardCharsets.UTF_8)) {
                    said.add(FIRST_BYTE + (part & 0xFF));
                }
            }
        }
        if (ends) {
            said.add(END);
        }
        return said;
    }

    private static float[] ones() {
        float[] ones = new float[WIDTH];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    private static float[] noise(Random random, int size) {
        float[] noise = new float[size];
        for (int at = 0; at < size; at++) {
            noise[at] = random.nextFloat() - 0.5f;
        }
        return noise;
    }

    private void add(String name, float[] values, Integer... shape) {
        tensors.add(new Tensor(name, FloatBuffer.wrap(values), List.of(shape)));
    }

    private static void textValue(ByteBuffer out, String key, String value) {
        text(key(out, key, 8), value);
    }

    private static void number(ByteBuffer out, String key, int value) {
        key(out, key, 4).putInt(value);
    }

    private static ByteBuffer key(ByteBuffer out, String key, int type) {
        text(out, key);
        return out.putInt(type);
    }

    private static void text(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putLong(bytes.length).put(bytes);
    }

    private record Tensor(String name, FloatBuffer values, List<Integer> shape) {}
}
