package dev.polylogue.server.follow;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;

/**
 * Lets a request leave the container's hands with its answer begun.
 *
 * <p>A stream that stays a request holds a thread, its stack and 60 KB of the container's buffers for as long as it
 * lives. Tomcat has a way out: what becomes of a connection after an upgrade (a WebSocket, HTTP/2) is left to a handler
 * that holds the socket and nothing else. An answer with {@code Connection: close} ends with its connection, so nothing of
 * HTTP is left to do after its head but the pieces of its body. This takes the same way, without the answer 101 that a
 * protocol of another name would need.
 */
final class HandOverValve extends ValveBase {

    private static final String ATTRIBUTE = HandOverValve.class.getName();
    private static final String HAS_LEFT = ATTRIBUTE + ".hasLeft";

    /** How many bytes Tomcat says are there where the next read would fail, so that somebody reads and sees it. */
    private static final int END_OF_INPUT = 1;

    HandOverValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request connection = request.getCoyoteRequest();
        Consumer<InternalHttpUpgradeHandler> handOver =
                handler -> connection.action(ActionCode.UPGRADE, new UpgradeToken(handler, null, null, "event-stream"));
        request.setAttribute(ATTRIBUTE, handOver);
        BooleanSupplier hasLeft = () -> {
            connection.action(ActionCode.AVAILABLE, true);
            return connection.getAvailable() == END_OF_INPUT;
        };
        request.setAttribute(HAS_LEFT, hasLeft);
        getNext().invoke(request, response);
    }

    /**
     * Whether the client of {@code request}, whose body is read, has hung up. To be asked on the request's own thread; it
     * looks at the socket and waits for nothing.
     */
    static boolean hasLeft(ServletRequest request) {
        return request.getAttribute(HAS_LEFT) instanceof BooleanSupplier hasLeft && hasLeft.getAsBoolean();
    }

    /** Has the connection of {@code request} handed to {@code handler} once the request is over. */
    @SuppressWarnings("unchecked") // Nobody else sets this attribute.
    static void handOver(ServletRequest request, InternalHttpUpgradeHandler handler) {
        if (request.getAttribute(ATTRIBUTE) instanceof Consumer<?> handOver) {
            ((Consumer<InternalHttpUpgradeHandler>) handOver).accept(handler);
        } else {
            throw new IllegalStateException("the request did not come through the valve");
        }
    }
}
