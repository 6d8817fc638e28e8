package dev.polylogue.engine.provider;

/** Another provider, with something between its calls and who makes them. */
abstract class ProviderAround implements Provider {

    private final Provider provider;

    ProviderAround(Provider provider) {
        this.provider = provider;
    }

    /** What hears a call in the place of {@code sink}, and tells it on. */
    abstract SinkAround around(ModelRequest request, ModelSink sink);

    @Override
    public final ModelCall start(ModelRequest request, ModelSink sink) {
        return provider.start(request, around(request, sink));
    }

    @Override
    public final String name() {
        return provider.name();
    }

    @Override
    public final ProviderStatus status() {
        return provider.status();
    }

    @Override
    public final int maxConcurrent() {
        return provider.maxConcurrent();
    }

    @Override
    public final int requestsPerMinute() {
        return provider.requestsPerMinute();
    }

    @Override
    public final boolean countsTokens() {
        return provider.countsTokens();
    }

    @Override
    public final void close() {
        provider.close();
    }

    /** Another sink, as patient as that, with something between it and what it is told. */
    abstract static class SinkAround implements ModelSink {

        final ModelSink sink;

        SinkAround(ModelSink sink) {
            this.sink = sink;
        }

        @Override
        public final boolean isPatient() {
            return sink.isPatient();
        }

        @Override
        public final int prefetch() {
            return sink.prefetch();
        }
    }
}
