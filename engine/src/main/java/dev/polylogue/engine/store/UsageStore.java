package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.message.UsageOfDay;
import java.time.LocalDate;
import java.util.List;

/** What answers took, by day and model. {@link GenerationStore#end} counts, in the transaction that stores the end. */
public interface UsageStore {

    /** From that day on, oldest first. */
    List<UsageOfDay> since(UserId owner, LocalDate first);
}
