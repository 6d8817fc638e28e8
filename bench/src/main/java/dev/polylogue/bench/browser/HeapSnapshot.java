package dev.polylogue.bench.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * What the browser tells of a page's heap: a list of numbers in which each object has as many as there are names in
 * {@code snapshot.meta.node_fields}, as the developer tools of Chromium read it.
 */
final class HeapSnapshot {

    private HeapSnapshot() {}

    /** Bytes of the page's own objects and texts: neither compiled code nor what the browser keeps beside them. */
    static double heldBytes(String snapshot) {
        JsonObject all = JsonParser.parseString(snapshot).getAsJsonObject();
        JsonObject meta = all.getAsJsonObject("snapshot").getAsJsonObject("meta");
        JsonArray fields = meta.getAsJsonArray("node_fields");
        int type = indexOf(fields, "type");
        int size = indexOf(fields, "self_size");
        int name = indexOf(fields, "name");
        JsonArray types = meta.getAsJsonArray("node_types").get(type).getAsJsonArray();
        int code = indexOf(types, "code");
        int foreign = indexOf(types, "native");
        JsonArray names = all.getAsJsonArray("strings");
        JsonArray nodes = all.getAsJsonArray("nodes");
        double bytes = 0;
        for (int i = 0; i < nodes.size(); i += fields.size()) {
            int kind = nodes.get(i + type).getAsInt();
            // What the engine of scripts itself keeps counts among these, under names of its own.
            boolean isForeign = kind == foreign
                    && !names.get(nodes.get(i + name).getAsInt()).getAsString().startsWith("system /");
            if (kind != code && !isForeign) {
                bytes += nodes.get(i + size).getAsDouble();
            }
        }
        return bytes;
    }

    private static int indexOf(JsonArray names, String name) {
        for (int i = 0; i < names.size(); i++) {
            JsonElement each = names.get(i);
            if (each.getAsString().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no " + name + " in " + names);
    }
}
