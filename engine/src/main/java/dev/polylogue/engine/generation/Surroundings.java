package dev.polylogue.engine.generation;

import dev.polylogue.engine.admission.Admission;
import dev.polylogue.engine.checkpoint.Checkpointer;
import dev.polylogue.engine.identity.IdSource;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.store.GenerationStore;
import dev.polylogue.engine.time.Time;

/** Everything that generations share. None of it is keyed by one of them. */
public record Surroundings(
        GenerationStore store,
        ProviderRegistry providers,
        Admission admission,
        Checkpointer checkpointer,
        LiveLogs logs,
        Time time,
        IdSource ids,
        ToolAccess tools,
        GenerationListener listener,
        GenerationSettings settings) {}
