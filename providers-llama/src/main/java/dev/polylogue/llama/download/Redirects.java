package dev.polylogue.llama.download;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks for a file and goes along with redirects, but never to an address that is not encrypted, or not meant. */
final class Redirects implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST = 5;
    private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);

    private final boolean mayUseLoopback;

    @GuardedBy("this") private @Nullable HttpClient client;

    /** {@code mayUseLoopback}: plain http to this machine is allowed. */
    Redirects(boolean mayUseLoopback) {
        this.mayUseLoopback = mayUseLoopback;
    }

    /** The answer of whoever has it, from byte {@code from}, if it is still the one of that {@code tag}. */
    HttpResponse<InputStream> get(URI address, long from, @Nullable String tag)
            throws DownloadException, InterruptedException {
        URI at = address;
        for (int hop = 0; hop <= MOST; hop++) {
            check(at);
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(at).timeout(PATIENCE).header("Accept-Encoding", "identity");
            if (from > 0 && tag != null) {
                request.header("Range", "bytes=" + from + "-").header("If-Range", tag);
            }
            HttpResponse<InputStream> response = send(request.build(), at);
            if (!MOVED.contains(response.statusCode())) {
                return response;
            }
            close(response);
            Optional<String> next = response.headers().firstValue("Location");
            if (next.isEmpty()) {
                throw new DownloadException(at.getHost() + " sent us on without saying where to.");
            }
            at = at.resolve(next.get());
        }
        throw new DownloadException(address.getHost() + " sends us on and on.");
    }

    private void check(URI at) throws DownloadException {
        String host = String.valueOf(at.getHost());
        boolean isLoopback = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
        boolean isPlain = "http".equals(at.getScheme()) && isLoopback && mayUseLoopback;
        if (!"https".equals(at.getScheme()) && !isPlain) {
            throw new DownloadException("The address " + at + " is not encrypted: models are only loaded by https.");
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request, URI at) throws DownloadException, InterruptedException {
        try {
            return client().send(request, BodyHandlers.ofInputStream());
        } catch (IOException unreachable) {
            throw new DownloadException(
                    at.getHost() + " cannot be reached. Is this machine connected to the internet?", unreachable);
        }
    }

    /** Made by the first download: it reads all certificates that the machine trusts, for which no start should wait. */
    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = made;
        }
        return made;
    }

    private static void close(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException _) {
            // Nothing of it was wanted.
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
