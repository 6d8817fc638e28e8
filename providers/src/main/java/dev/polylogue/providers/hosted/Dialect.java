package dev.polylogue.providers.hosted;

import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.providers.call.FrameReader;
import dev.polylogue.providers.frames.FrameListener;
import dev.polylogue.providers.frames.FrameParser;
import dev.polylogue.providers.frames.SseParser;
import dev.polylogue.providers.http.Fetched;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How one kind of model server is spoken to; one for each provider. Any thread may use it, and nothing in it blocks. */
public interface Dialect {

    /** The pointer of the tools in {@link #body}, in every dialect. */
    String TOOLS = "/tools";

    /** Where its maker serves it, for who gives no base URL; empty where nobody does. */
    default String usualBaseUrl() {
        return "";
    }

    /** Where the API lies, from what a person gave. {@link IllegalArgumentException} where that is no address. */
    BaseUrl baseUrl(String given);

    /** The headers that show who asks. */
    default Map<String, String> credentials(String apiKey) {
        return Map.of("authorization", "Bearer " + apiKey);
    }

    /** Further headers of every request. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** Where the list of models is, below the base URL. */
    default String listPath() {
        return "/models";
    }

    /** Reads the list of models, those that can chat; null where {@code body} is none. */
    @Nullable List<ListedModel> readList(JsonNode body);

    /** Learns more of the models that a list gave, where that takes further questions; {@code then} is called once. */
    default void describe(List<ListedModel> listed, Questions questions, Consumer<List<ListedModel>> then) {
        then.accept(listed);
    }

    /** Where a call goes, below the base URL. */
    String callPath(ModelRequest request);

    /**
     * What a call sends.
     *
     * @param refused what to leave out, see {@link Refusable}
     */
    ObjectNode body(ModelRequest request, Set<String> refused);

    /** What of {@link #body} a server may refuse. */
    List<Refusable> refusable();

    /** Cuts an answer into frames. */
    default FrameParser parser(FrameListener listener) {
        return new SseParser(listener);
    }

    /** Reads the frames of one answer. */
    FrameReader reader();

    /** Asks the server something small. */
    interface Questions {

        /** Sends {@code body} to {@code path} below the base URL; {@code answer} is called once. */
        void post(String path, JsonNode body, Consumer<Fetched> answer);
    }
}
