package dev.polylogue.engine.provider;

import dev.polylogue.protocol.message.Usage;

/** A provider whose calls say what they cost. */
final class PricedProvider extends ProviderAround {

    private final Prices prices;

    PricedProvider(Provider provider, Prices prices) {
        super(provider);
        this.prices = prices;
    }

    @Override
    SinkAround around(ModelRequest request, ModelSink sink) {
        String model = name() + "/" + request.model();
        return new SinkAround(sink) {
            @Override
            public void accept(ModelEvent event) {
                if (event instanceof ModelEvent.UsageReported(Usage usage)) {
                    sink.accept(new ModelEvent.UsageReported(prices.priced(model, usage)));
                } else {
                    sink.accept(event);
                }
            }
        };
    }
}
