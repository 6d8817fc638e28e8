package dev.polylogue.providers.http;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects a small body. What is over the bound is left out: an answer so long is none that we asked for. */
final class Fetching implements ExchangeListener {

    private static final int MAX_BYTES = 8 << 20;

    private final Consumer<Fetched> answer;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable ResponseHead head;

    Fetching(Consumer<Fetched> answer) {
        this.answer = answer;
    }

    @Override
    public void head(ResponseHead head) {
        this.head = head;
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length) {
        body.write(bytes, offset, Math.min(length, MAX_BYTES - body.size()));
    }

    @Override
    public void ended() {
        if (head != null) {
            answer.accept(Fetched.Answer.of(head, body.toByteArray()));
        }
    }

    @Override
    public void failed(Fault fault) {
        answer.accept(new Fetched.None(fault));
    }
}
