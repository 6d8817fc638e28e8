package dev.polylogue.server.gateway;

import dev.polylogue.engine.provider.ModelEvent.ToolCallDelta;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The tool calls of one answer: numbered from 0, each named in its first piece. One thread at a time. */
final class ToolCallPieces {

    private final Map<Integer, Integer> places = new LinkedHashMap<>();

    /** The piece as it stands in a delta. */
    ObjectNode piece(ToolCallDelta delta) {
        boolean isNew = !places.containsKey(delta.index());
        int place = places.computeIfAbsent(delta.index(), _ -> places.size());
        ObjectNode call = JsonMapper.shared().createObjectNode().put("index", place);
        if (isNew) {
            call.put("id", delta.id() == null ? "call_" + place : delta.id()).put("type", "function");
        }
        ObjectNode function = call.putObject("function");
        if (isNew) {
            function.put("name", delta.name() == null ? "unnamed" : delta.name());
        }
        function.put("arguments", delta.argumentsDelta());
        return call;
    }

    boolean isEmpty() {
        return places.isEmpty();
    }
}
