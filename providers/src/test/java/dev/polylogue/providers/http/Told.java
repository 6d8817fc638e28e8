package dev.polylogue.providers.http;

import dev.polylogue.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told; throws at the next bytes where it has a mistake to make. */
final class Told implements ExchangeListener {

    volatile @Nullable RuntimeException mistake;
    volatile boolean isPatient;
    volatile String body = "";
    final CompletableFuture<Integer> head = new CompletableFuture<>();
    final CompletableFuture<String> first = new CompletableFuture<>();
    final CompletableFuture<String> whole = new CompletableFuture<>();
    final CompletableFuture<Fault> fault = new CompletableFuture<>();

    Told(@Nullable RuntimeException mistake) {
        this.mistake = mistake;
    }

    /** Until that is all that was told. */
    void await(String wanted) {
        Await.until("it is told", Exchanges.LONG, () -> body.equals(wanted));
    }

    @Override
    public boolean isPatient() {
        return isPatient;
    }

    @Override
    public void head(ResponseHead response) {
        head.complete(response.status());
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length) {
        RuntimeException made = mistake;
        if (made != null) {
            throw made;
        }
        String all = body + new String(bytes, offset, length, StandardCharsets.UTF_8);
        body = all;
        first.complete(body);
    }

    @Override
    public void ended() {
        whole.complete(body);
    }

    @Override
    public void failed(Fault broken) {
        fault.complete(broken);
    }
}
