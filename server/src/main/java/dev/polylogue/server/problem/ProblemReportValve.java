package dev.polylogue.server.problem;

import dev.polylogue.protocol.error.ErrorCode;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/** Says as a problem what the container itself refuses, such as a request line that is none. */
public final class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType("application/problem+json");
            response.getOutputStream().write(Problems.json(status, code(status), "The request cannot be understood."));
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            container.getLogger().debug("a refusal did not reach its client", gone);
        }
    }

    private static ErrorCode code(int status) {
        if (status == 404) {
            return ErrorCode.NOT_FOUND;
        }
        return status < 500 ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL;
    }
}
