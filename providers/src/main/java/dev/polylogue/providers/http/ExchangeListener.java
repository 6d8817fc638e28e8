package dev.polylogue.providers.http;

/**
 * Is told what comes, on the exchange's event loop, one call at a time: the head, bytes, and exactly one of {@link
 * #ended} and {@link #failed}, unless the exchange was closed before; then nothing. It must not block.
 */
public interface ExchangeListener {

    /** The response has begun. */
    void head(ResponseHead head);

    /** More of the body; the array is only lent for the time of the call. */
    void bytes(byte[] bytes, int offset, int length);

    /** Whether bytes may be told a window later ({@link ReadWindows}); asked around any bytes, so it changes nothing. */
    default boolean isPatient() {
        return false;
    }

    /** Bytes will be told at once: reads what that will need, as {@link dev.polylogue.engine.provider.ModelSink#prefetch}. */
    default int prefetch() {
        return 0;
    }

    /** The body is whole. */
    void ended();

    /** It broke off. */
    void failed(Fault fault);
}
