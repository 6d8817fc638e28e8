package dev.polylogue.providers.call;

import dev.polylogue.providers.frames.FrameListener;
import dev.polylogue.providers.frames.FrameParser;
import dev.polylogue.providers.http.HttpAsk;

/** How a dialect makes one call. */
public interface CallPlan {

    /** What to send now. */
    HttpAsk ask();

    /** Cuts the answer into frames. */
    FrameParser parser(FrameListener listener);

    /** A reader for the answer. */
    FrameReader reader();

    /**
     * Whether to ask once more, after a refusal that came before any content: the plan has learnt from it, and {@link
     * #ask} is another one now. It must not say so for ever.
     */
    boolean learnsFrom(int status, String body);

    /** Told when the server could not be reached. */
    void unreachable();

    /** Host and port of the server, for the person. */
    String server();
}
