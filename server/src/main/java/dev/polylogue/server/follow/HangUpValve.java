package dev.polylogue.server.follow;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Lets a request ask whether its client has hung up. A servlet only learns that from a write that fails, and the first
 * write after the client has closed still succeeds: a silent stream would run on until the second one. Tomcat itself can
 * look at the socket: it reads what is there without waiting, and the end of the stream is the client's farewell.
 */
final class HangUpValve extends ValveBase {

    private static final String ATTRIBUTE = HangUpValve.class.getName();

    HangUpValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request connection = request.getCoyoteRequest();
        BooleanSupplier probe = () -> isHungUp(connection);
        request.setAttribute(ATTRIBUTE, probe);
        getNext().invoke(request, response);
    }

    /** Tells whether the client of {@code request} has hung up; to be asked on the request's own thread only. */
    static BooleanSupplier probe(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof BooleanSupplier probe ? probe : () -> false;
    }

    private static boolean isHungUp(org.apache.coyote.Request connection) {
        // Tomcat tells an end of stream as one available byte, so that whoever reads it gets to see the end. A byte
        // that
        // is there (a client that sends its next request already) is told once, an end each time.
        boolean atFirst = looksEnded(connection);
        return atFirst && looksEnded(connection);
    }

    private static boolean looksEnded(org.apache.coyote.Request connection) {
        connection.setAvailable(0);
        connection.action(ActionCode.AVAILABLE, true);
        return connection.getAvailable() == 1;
    }
}
