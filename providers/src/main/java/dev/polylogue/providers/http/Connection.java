package dev.polylogue.providers.http;

/** A connection that one exchange has for itself. Its methods are called on the event loop of the exchange. */
interface Connection {

    /**
     * Sends the request, once, and has the exchange told of the response and of the connection's end.
     * {@link IllegalArgumentException}, and nothing is sent, where a header of it is none.
     */
    void send(HttpAsk ask);

    /** Closes it, sooner or later; closing twice is closing once. */
    void close();
}
