package dev.polylogue.client;

import dev.polylogue.protocol.command.OnLeave;
import dev.polylogue.protocol.id.PageId;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How a client is to be; each method returns this builder. One thread uses it. */
public final class PolylogueBuilder {

    private final URI address;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration requestTimeout = Duration.ofSeconds(30);
    private Duration silence = Duration.ofSeconds(20);
    private ReconnectPace pace = ReconnectPace.USUAL;
    private OnLeave onLeave = OnLeave.STOP;
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = new SecureRandom();
    private @Nullable HttpClient httpClient;

    PolylogueBuilder(URI address) {
        this.address = address;
    }

    /** An API token of the person for whom this program asks; they make it in Polylogue's settings. */
    public PolylogueBuilder token(String token) {
        return header("Authorization", "Bearer " + token);
    }

    /**
     * The page of a browser for which this program asks: the server treats what it begins as begun by that page, and
     * stops it when its person leaves, where they have set so. Without one nothing is stopped for leaving.
     */
    public PolylogueBuilder page(PageId page) {
        return header("X-Page-Id", page.toString());
    }

    /** One more header on each request, as a proxy in front of the server may want it. */
    public PolylogueBuilder header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /**
     * The JDK's client to use, where this program needs its own: for a proxy, for certificates, or for one that many share,
     * each with another {@linkplain #header name}. {@link Polylogue#close} does not close it, and its own time to connect
     * holds.
     */
    public PolylogueBuilder httpClient(HttpClient value) {
        httpClient = value;
        return this;
    }

    /** How long a new connection may take; 10 seconds if not set. */
    public PolylogueBuilder connectTimeout(Duration most) {
        connectTimeout = most;
        return this;
    }

    /** How long the answer to a command, or the beginning of a stream, may take; 30 seconds if not set. */
    public PolylogueBuilder requestTimeout(Duration most) {
        requestTimeout = most;
        return this;
    }

    /** How long a stream may say nothing before it counts as lost; 20 seconds if not set, as the server speaks every 15. */
    public PolylogueBuilder silence(Duration most) {
        silence = most;
        return this;
    }

    /** How lost streams are taken up again; {@link ReconnectPace#USUAL} if not set. */
    public PolylogueBuilder reconnect(ReconnectPace value) {
        pace = value;
        return this;
    }

    /**
     * What {@link Polylogue#close} does with answers that this client began or follows and that have not ended: {@code
     * STOP}, if not set, as a page does that its person leaves, or {@code CONTINUE}, so that they are written to the end.
     */
    public PolylogueBuilder onLeave(OnLeave value) {
        onLeave = value;
        return this;
    }

    /** Where ids have their time from; the system's clock if not set. */
    public PolylogueBuilder clock(InstantSource value) {
        clock = value;
        return this;
    }

    /** Where ids and pauses have their chance from, which any thread must be able to use; a secure one if not set. */
    public PolylogueBuilder random(RandomGenerator value) {
        random = value;
        return this;
    }

    /** The client. No connection is opened before it is first used. */
    public Polylogue connect() {
        HttpClient shared = httpClient;
        HttpClient client = shared == null ? ownClient() : shared;
        return new Polylogue(
                new Http(address, headers, requestTimeout, client, shared == null),
                new Ids(clock, random),
                new Reconnecting(pace, silence, random),
                onLeave);
    }

    private HttpClient ownClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .build();
    }
}
