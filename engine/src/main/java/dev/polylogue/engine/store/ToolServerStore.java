package dev.polylogue.engine.store;

import java.time.Instant;
import java.util.List;

/** The servers of tools that were added in the settings; they are everybody's. */
public interface ToolServerStore {

    /** All, in the order in which they were added. */
    List<StoredToolServer> all();

    /** Stores it, in the place of one of that name. */
    void put(StoredToolServer server, Instant at);

    /** Takes it away; false where there is none of that name. */
    boolean remove(String name);
}
