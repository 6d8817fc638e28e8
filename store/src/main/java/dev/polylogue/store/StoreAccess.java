package dev.polylogue.store;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * One read or write of the store in a flight recording, with the time that its caller waited. Where nobody records, it
 * costs nothing.
 */
@Name("dev.polylogue.StoreAccess")
@Label("Store access")
@Category("Polylogue")
@StackTrace(false)
final class StoreAccess extends Event {

    static final String READ = "read";
    static final String WRITE = "write";

    @Label("Kind")
    private final String kind;

    StoreAccess(String kind) {
        this.kind = kind;
    }

    String kind() {
        return kind;
    }
}
