package dev.polylogue.engine.store;

import java.time.Instant;
import java.util.List;

/** The model servers that were added in the settings; they are everybody's. */
public interface ProviderStore {

    /** All, in the order in which they were added. */
    List<StoredProvider> all();

    /** Stores it, in the place of one of that name. */
    void put(StoredProvider provider, Instant at);

    /** Takes it away; false where there is none of that name. */
    boolean remove(String name);
}
