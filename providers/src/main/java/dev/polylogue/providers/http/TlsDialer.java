package dev.polylogue.providers.http;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** TLS, and HTTP/2 where the server chooses it, by Vert.x. */
final class TlsDialer implements Dialer {

    private final HttpClientAgent client;

    TlsDialer(HttpClientAgent client) {
        this.client = client;
    }

    @Override
    public Future<Connection> dial(HttpAsk ask, InetSocketAddress address, ContextInternal loop, Exchange exchange) {
        var options = new HttpConnectOptions()
                .setServer(SocketAddress.inetSocketAddress(
                        address.getPort(), address.getAddress().getHostAddress()))
                .setHost(ask.uri().getHost())
                .setPort(address.getPort())
                .setSsl(true)
                .setConnectTimeout(ask.timeouts().connect().toMillis());
        return client.connect(options).map(connection -> new TlsConnection(connection, exchange));
    }

    private record TlsConnection(HttpClientConnection connection, Exchange exchange) implements Connection {

        @Override
        public void send(HttpAsk ask) {
            connection.closeHandler(_ -> exchange.connectionClosed());
            // Whatever breaks the connection also closes it; without a handler it would be logged as an error of ours.
            connection.exceptionHandler(_ -> {});
            if (!ResponseTap.send(ask, connection, exchange)) {
                RequestOptions options = new RequestOptions()
                        .setMethod(HttpMethod.valueOf(ask.method()))
                        .setURI(ask.target())
                        .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(ask.headers()));
                connection
                        .request(options)
                        .compose(request -> send(request, ask.body()))
                        .onComplete(this::answered);
            }
        }

        private Future<HttpClientResponse> send(HttpClientRequest request, byte @Nullable [] body) {
            request.exceptionHandler(exchange::broke);
            return body == null ? request.send() : request.send(Buffer.buffer(body));
        }

        private void answered(AsyncResult<HttpClientResponse> result) {
            if (result.failed()) {
                exchange.broke(result.cause());
                return;
            }
            HttpClientResponse response = result.result();
            response.handler(buffer -> exchange.bytes(buffer.getBytes(), 0, buffer.length()));
            response.exceptionHandler(exchange::broke);
            response.endHandler(_ -> exchange.whole());
            exchange.head(response.statusCode(), response.headers());
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
