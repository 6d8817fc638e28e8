package dev.polylogue.engine.tool;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.GenerationId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** All tools there are, of all sources; where two have one name, the one of the earlier source counts. Any thread. */
public final class Toolbox implements AutoCloseable {

    private final ArgumentCheck check;
    private final CopyOnWriteArrayList<ToolSource> sources = new CopyOnWriteArrayList<>();

    /** An empty one. */
    public Toolbox(ArgumentCheck check) {
        this.check = check;
    }

    /** One that has no tools, and takes every form. */
    public static Toolbox empty() {
        return new Toolbox((_, _) -> List.of());
    }

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

    /** What is wrong with arguments or with the values of a form, each in a sentence; empty where nothing is. */
    public List<String> problems(JsonNode schema, JsonNode values) {
        return check.problems(schema, values);
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
