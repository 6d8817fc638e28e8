package dev.polylogue.engine.tool;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.GenerationId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** All tools there are, of all sources; where two have one name, the one of the earlier source counts. Any thread. */
public final class Toolbox implements AutoCloseable {

    private final CopyOnWriteArrayList<ToolSource> sources = new CopyOnWriteArrayList<>();

    /** Adds a source, which is closed with this. */
    public void add(ToolSource source) {
        sources.add(source);
    }

    /** All tools of that person. */
    public List<Tool> tools(UserId owner) {
        Set<String> names = new HashSet<>();
        List<Tool> tools = new ArrayList<>();
        for (ToolSource source : sources) {
            for (Tool tool : source.tools(owner)) {
                if (names.add(tool.definition().name())) {
                    tools.add(tool);
                }
            }
        }
        return tools;
    }

    /** The person's tool of that name. */
    public Optional<Tool> find(UserId owner, String name) {
        return tools(owner).stream()
                .filter(tool -> tool.definition().name().equals(name))
                .findFirst();
    }

    /** That generation has ended. */
    public void ended(GenerationId generation) {
        sources.forEach(source -> source.ended(generation));
    }

    @Override
    public void close() {
        sources.forEach(ToolSource::close);
    }
}
