package dev.polylogue.client;

import dev.polylogue.protocol.command.ActiveGeneration;
import dev.polylogue.protocol.command.StopReport;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.GenerationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests about generations. Any thread may use it. */
final class Generations {

    private static final String PATH = "/api/generations";
    private static final int AT_ONCE = 1000;

    private final Http http;

    Generations(Http http) {
        this.http = http;
    }

    List<ActiveGeneration> active() {
        return List.of(http.get(PATH, ActiveGeneration[].class));
    }

    StopReport stop(GenerationId id) {
        return http.call("POST", PATH + "/" + id + "/stop", null, StopReport.class);
    }

    /** Stops them side by side; one that is deleted meanwhile has no report. */
    List<StopReport> stop(List<GenerationId> ids) {
        List<StopReport> reports = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<GenerationId> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            reports.addAll(stopTogether(some));
        }
        return reports;
    }

    private List<StopReport> stopTogether(List<GenerationId> ids) {
        try {
            return List.of(http.call("POST", PATH + "/stop", Map.of("ids", ids), StopReport[].class));
        } catch (RefusedException refused) {
            // One that the server does not have any more has all of them refused.
            return ids.stream().map(this::stopIfThere).flatMap(Optional::stream).toList();
        }
    }

    private Optional<StopReport> stopIfThere(GenerationId id) {
        try {
            return Optional.of(stop(id));
        } catch (RefusedException refused) {
            if (refused.code().filter(ErrorCode.NOT_FOUND::equals).isPresent()) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
