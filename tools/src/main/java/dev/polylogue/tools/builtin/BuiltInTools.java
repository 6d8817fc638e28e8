package dev.polylogue.tools.builtin;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.time.Time;
import dev.polylogue.engine.tool.QuestionTool;
import dev.polylogue.engine.tool.Tool;
import dev.polylogue.engine.tool.ToolSource;
import dev.polylogue.tools.guard.AddressGuard;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tools that come with Polylogue, the same for everybody. Any thread may use it. */
public final class BuiltInTools implements ToolSource {

    private final List<Tool> tools;
    private final Optional<WebRequests> requests;

    public BuiltInTools(Time time, BuiltInSettings settings) {
        List<Tool> on = new ArrayList<>();
        if (settings.askUser()) {
            on.add(new QuestionTool());
        }
        if (settings.currentTime()) {
            on.add(new CurrentTime(time, ZoneId.systemDefault()));
        }
        if (settings.calculator()) {
            on.add(new Calculator());
        }
        requests = settings.fetchUrl() ? Optional.of(new WebRequests()) : Optional.empty();
        requests.ifPresent(open -> on.add(new FetchUrl(time, AddressGuard.publicOnly(), open)));
        tools = List.copyOf(on);
    }

    @Override
    public List<Tool> tools(UserId owner) {
        return tools;
    }

    @Override
    public void close() {
        requests.ifPresent(WebRequests::close);
    }
}
