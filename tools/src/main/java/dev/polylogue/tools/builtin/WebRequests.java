package dev.polylogue.tools.builtin;

import dev.polylogue.tools.guard.Destination;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches from checked destinations: connects to the address that was checked and to nothing else, while the {@code Host}
 * header and the certificate are for the name. Any thread may use it; each request has a connection of its own, which is
 * closed when the request is over, in whatever way.
 */
final class WebRequests implements AutoCloseable {

    static final int MAX_BYTES = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(WebRequests.class);
    private static final int CONNECT_MILLIS = 10_000;
    private static final int CLOSE_SECONDS = 2;
    private static final String ACCEPT = "text/html, text/plain, application/json;q=0.9, text/*;q=0.8, */*;q=0.1";

    private final Vertx vertx;
    private final @Nullable TrustOptions trust;

    WebRequests() {
        this(null);
    }

    /** With certificates to trust instead of the machine's own; null for those. */
    WebRequests(@Nullable TrustOptions trust) {
        this.trust = trust;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    /** Fetches it; tries the addresses one after the other until one takes the connection. */
    WebResponse get(Destination destination) throws InterruptedException {
        @Nullable ConnectException refused = null;
        for (InetAddress address : destination.addresses()) {
            try {
                return get(destination, address);
            } catch (ConnectException unreachable) {
                refused = unreachable;
            }
        }
        throw new FetchFailure(destination.host() + " takes no connection.", refused);
    }

    private WebResponse get(Destination destination, InetAddress address)
            throws InterruptedException, ConnectException {
        HttpClientAgent client = vertx.httpClientBuilder()
                .with(options(destination))
                // What breaks the connection also ends the request; without a handler it is logged as an error.
                .withConnectHandler(connection -> connection.exceptionHandler(_ -> {}))
                .build();
        try {
            var answer = new CompletableFuture<WebResponse>();
            client.request(request(destination, address))
                    .compose(request -> send(request, answer))
                    .onFailure(answer::completeExceptionally);
            return answer.get();
        } catch (ExecutionException failed) {
            throw explained(destination, failed.getCause());
        } finally {
            // Also what makes an interrupted request end: its connection goes, in whatever phase it is.
            client.close();
        }
    }

    private static FetchFailure explained(Destination destination, @Nullable Throwable cause) throws ConnectException {
        return switch (cause) {
            case ConnectException unreachable -> throw unreachable;
            case SSLException insecure ->
                new FetchFailure(
                        "No secure connection with " + destination.host() + ": " + insecure.getMessage(), insecure);
            case null -> new FetchFailure(destination.host() + " did not answer.", null);
            default -> new FetchFailure(destination.host() + " broke off: " + cause.getMessage(), cause);
        };
    }

    private HttpClientOptions options(Destination destination) {
        var options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(false)
                .setConnectTimeout(CONNECT_MILLIS)
                .setDecompressionSupported(true)
                .setSsl(destination.isSecure());
        return trust == null ? options : options.setTrustOptions(trust);
    }

    private static RequestOptions request(Destination destination, InetAddress address) {
        String path = destination.uri().getRawPath();
        String query = destination.uri().getRawQuery();
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, destination.port())))
                .setHost(destination.host())
                .setPort(destination.port())
                .setURI((path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query))
                .putHeader(HttpHeaders.HOST, destination.uri().getRawAuthority())
                .putHeader(HttpHeaders.USER_AGENT, "Polylogue")
                .putHeader(HttpHeaders.ACCEPT, ACCEPT);
    }

    /** Runs on the event loop: a thread beside it could be too late for a short answer. */
    private static Future<HttpClientResponse> send(HttpClientRequest request, CompletableFuture<WebResponse> answer) {
        return request.exceptionHandler(answer::completeExceptionally)
                .send()
                .onSuccess(response -> receive(response, answer));
    }

    /** Runs on the event loop, before anything of the body is read. */
    private static void receive(HttpClientResponse response, CompletableFuture<WebResponse> answer) {
        Buffer body = Buffer.buffer();
        response.handler(piece -> {
            body.appendBuffer(piece, 0, Math.min(piece.length(), MAX_BYTES + 1 - body.length()));
            if (body.length() > MAX_BYTES) {
                response.pause();
                answer.complete(answer(response, body));
            }
        });
        response.endHandler(_ -> answer.complete(answer(response, body)));
        response.exceptionHandler(answer::completeExceptionally);
    }

    private static WebResponse answer(HttpClientResponse response, Buffer body) {
        boolean isCut = body.length() > MAX_BYTES;
        return new WebResponse(
                response.statusCode(),
                String.valueOf(response.statusMessage()),
                header(response, HttpHeaders.CONTENT_TYPE),
                header(response, HttpHeaders.LOCATION),
                isCut ? body.slice(0, MAX_BYTES) : body,
                isCut);
    }

    private static String header(HttpClientResponse response, CharSequence name) {
        String value = response.getHeader(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        try {
            vertx.close().await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception slow) {
            LOG.warn("the client of fetched pages did not close in {} s", CLOSE_SECONDS, slow);
        }
    }
}
