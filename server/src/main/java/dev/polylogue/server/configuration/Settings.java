package dev.polylogue.server.configuration;

import dev.polylogue.protocol.command.OnLeave;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Everything below {@code polylogue.} that can be set. A name that is not here is a mistake and ends the start.
 *
 * @param data the folder of the database and of {@code polylogue.yaml}
 * @param allowedHosts names beside localhost by which browsers may call the server
 * @param providers model servers by name
 * @param currency what prices are in, as people shall read it
 * @param prices by the id of the model, {@code provider/model}
 * @param mcp servers of tools
 */
@ConfigurationProperties(prefix = "polylogue", ignoreUnknownFields = false)
public record Settings(
        Path data,
        @DefaultValue Chat chat,
        @DefaultValue Limits limits,
        @DefaultValue Identity identity,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue Map<String, ModelServer> providers,
        @DefaultValue Discovery discovery,
        @DefaultValue Local local,
        @DefaultValue("USD") String currency,
        @DefaultValue Map<String, ModelPrice> prices,
        @DefaultValue Tools tools,
        @DefaultValue Mcp mcp) {

    /**
     * How conversations behave.
     *
     * @param onLeave what happens to a page's answers when its person leaves, unless they set it
     * @param leftAfter how long a browser must have been gone to have left
     * @param unwatchedTime how long an answer is written that nobody follows
     * @param unwatchedCharacters how much of an answer is written that nobody follows
     */
    public record Chat(
            @DefaultValue("stop") OnLeave onLeave,
            @DefaultValue("60s") Duration leftAfter,
            @DefaultValue("30m") Duration unwatchedTime,
            @DefaultValue("200000") long unwatchedCharacters) {
        public Chat {
            Checks.positive("polylogue.chat.left-after", leftAfter);
            Checks.positive("polylogue.chat.unwatched-time", unwatchedTime);
            Checks.positive("polylogue.chat.unwatched-characters", unwatchedCharacters);
        }
    }

    /**
     * How much one person may ask.
     *
     * @param text size of one text, in UTF-8
     * @param body size of one request
     * @param attachment size of one file
     * @param requestsPerMinute of any kind
     * @param answersPerMinute that begin a generation
     * @param eventConnections at the same time
     */
    public record Limits(
            @DefaultValue("1MB") DataSize text,
            @DefaultValue("2MB") DataSize body,
            @DefaultValue("20MB") DataSize attachment,
            @DefaultValue("12000") int requestsPerMinute,
            @DefaultValue("1200") int answersPerMinute,
            @DefaultValue("64") int eventConnections) {
        public Limits {
            Checks.positive("polylogue.limits.text", text.toBytes());
            Checks.positive("polylogue.limits.body", body.toBytes());
            Checks.positive("polylogue.limits.attachment", attachment.toBytes());
            Checks.positive("polylogue.limits.requests-per-minute", requestsPerMinute);
            Checks.positive("polylogue.limits.answers-per-minute", answersPerMinute);
            Checks.positive("polylogue.limits.event-connections", eventConnections);
        }

        /** Bytes in a request of the AI SDK's, which tells the history again: room for a file of full size in base64. */
        public long chat() {
            return body.toBytes() + 2 * attachment.toBytes();
        }
    }

    /**
     * Who asks.
     *
     * @param trustedHeader where the proxy in front names the user; null: there is one local user
     * @param operators who may change what is everybody's; empty: the local user, and with a trusted header nobody
     * @param trustedProxies whose word on it counts, as CIDR ranges
     */
    public record Identity(
            @Nullable String trustedHeader,
            @DefaultValue({"127.0.0.1/32", "::1/128"}) List<AddressRange> trustedProxies,
            @DefaultValue List<String> operators) {

        /** Whether everybody who asks is the one local user. */
        public boolean hasOneUser() {
            return trustedHeader == null || trustedHeader.isBlank();
        }
    }

    /**
     * A model server.
     *
     * @param dialect how to talk to it
     * @param maxConcurrent how many calls at once; null: no limit
     * @param requestsPerMinute how many calls may begin within any minute; null: no limit
     * @param models what it offers; empty: it is asked
     * @param keepAlive how long Ollama keeps a model in memory
     * @param numCtx how many tokens Ollama makes room for
     */
    public record ModelServer(
            @DefaultValue("openai-chat") String dialect,
            @Nullable String baseUrl,
            @Nullable String apiKey,
            @Nullable Integer maxConcurrent,
            @Nullable Integer requestsPerMinute,
            @DefaultValue List<String> models,
            @Nullable Duration firstByteTimeout,
            @Nullable Duration idleTimeout,
            @Nullable String keepAlive,
            @Nullable Integer numCtx) {}

    /**
     * What a million tokens of a model cost.
     *
     * @param cachedInput null: as other input
     */
    public record ModelPrice(
            @DefaultValue("0") BigDecimal input,
            @DefaultValue("0") BigDecimal output,
            @Nullable BigDecimal cachedInput) {}

    /** Whether to look for model servers on this machine and in the environment. */
    public record Discovery(@DefaultValue("true") boolean enabled) {}

    /**
     * Models that run inside the server.
     *
     * @param maxConcurrent how many answers at once
     * @param context how many tokens each of them has room for
     * @param threads of the processor; null: as llama.cpp thinks best
     * @param keepLoaded how long an unused model stays in memory
     * @param catalogue a file that says which models can be fetched; null: ours
     * @param loopbackDownloads whether they may come from this machine unencrypted
     */
    public record Local(
            @DefaultValue("2") int maxConcurrent,
            @DefaultValue("4096") int context,
            @Nullable Integer threads,
            @DefaultValue("10m") Duration keepLoaded,
            @Nullable Path catalogue,
            @DefaultValue("false") boolean loopbackDownloads) {
        public Local {
            Checks.positive("polylogue.local.max-concurrent", maxConcurrent);
            Checks.positive("polylogue.local.context", context);
            Checks.positive("polylogue.local.threads", threads == null ? 1 : threads);
            Checks.positive("polylogue.local.keep-loaded", keepLoaded);
        }
    }

    /** Which built-in tools are on. */
    public record Tools(
            @DefaultValue("true") boolean askUser,
            @DefaultValue("true") boolean currentTime,
            @DefaultValue("true") boolean calculator,
            @DefaultValue("false") boolean fetchUrl) {}

    /**
     * Servers of tools, by name.
     *
     * @param commandsInSettings whether operators may add commands in the web settings; whoever reaches the server as one
     *     can run any program on its machine then
     */
    public record Mcp(
            @DefaultValue Map<String, ToolServer> servers,
            @DefaultValue("false") boolean commandsInSettings) {}

    /**
     * An MCP server: a command or a url.
     *
     * @param env variables for the command, each written {@code NAME=value}: a name is kept as it is written only there
     * @param always the server's tools that are run without asking; the person is asked for each other one
     * @param never the server's tools that models are not told of
     * @param timeout of a start, and of a call
     * @param elicits whether it asks the person in the middle of calls
     */
    public record ToolServer(
            @Nullable String command,
            @DefaultValue List<String> args,
            @DefaultValue List<String> env,
            @Nullable String url,
            @DefaultValue Map<String, String> headers,
            @DefaultValue List<String> always,
            @DefaultValue List<String> never,
            @DefaultValue("60s") Duration timeout,
            @DefaultValue("false") boolean elicits,
            @DefaultValue("true") boolean enabled) {}
}
