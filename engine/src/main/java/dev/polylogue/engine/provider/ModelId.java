package dev.polylogue.engine.provider;

/**
 * A model's id, {@code provider/model}, cut at the first slash: the name at the provider may hold more.
 *
 * @param provider the name of the provider
 * @param model the model's name at its provider
 */
public record ModelId(String provider, String model) {

    /** Cuts {@code id}; refuses one without a provider. */
    public static ModelId of(String id) {
        int slash = id.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("a model's id is provider/model");
        }
        return new ModelId(id.substring(0, slash), id.substring(slash + 1));
    }
}
