package dev.polylogue.server.follow;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Writes straight to Tomcat's response, from the thread of its request. */
final class TomcatWire implements Wire {

    private final ServletOutputStream out;
    private final HttpServletResponse response;
    private final BooleanSupplier hungUp;

    private TomcatWire(HttpServletResponse response, BooleanSupplier hungUp) throws IOException {
        this.response = response;
        this.out = response.getOutputStream();
        this.hungUp = hungUp;
    }

    /** Begins the answer; the client sees its headers at once. */
    static TomcatWire open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-cache, no-store, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        var wire = new TomcatWire(response, HangUpValve.probe(request));
        response.flushBuffer();
        return wire;
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        response.flushBuffer();
    }

    @Override
    public boolean isGone() {
        return hungUp.getAsBoolean();
    }
}
