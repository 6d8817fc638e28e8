package dev.polylogue.engine.provider;

import dev.polylogue.protocol.message.Usage;

/** A provider whose calls say what they cost. */
final class PricedProvider implements Provider {

    private final Provider provider;
    private final Prices prices;

    PricedProvider(Provider provider, Prices prices) {
        this.provider = provider;
        this.prices = prices;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public ProviderStatus status() {
        return provider.status();
    }

    @Override
    public int maxConcurrent() {
        return provider.maxConcurrent();
    }

    @Override
    public int requestsPerMinute() {
        return provider.requestsPerMinute();
    }

    @Override
    public boolean countsTokens() {
        return provider.countsTokens();
    }

    @Override
    public ModelCall start(ModelRequest request, ModelSink sink) {
        String model = name() + "/" + request.model();
        return provider.start(request, event -> {
            if (event instanceof ModelEvent.UsageReported(Usage usage)) {
                sink.accept(new ModelEvent.UsageReported(prices.priced(model, usage)));
            } else {
                sink.accept(event);
            }
        });
    }

    @Override
    public void close() {
        provider.close();
    }
}
