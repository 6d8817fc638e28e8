package dev.polylogue.llama;

import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.LogFormat;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** A model in memory. Any thread may use it; closing it while a call is under way would end the process. */
final class NativeModel implements AutoCloseable {

    /**
     * How many tokens of prompts are read at once. A step of the batch is everybody's: the longer one conversation's
     * prompt holds it, the longer all others wait for their next word.
     */
    static final int BATCH = 256;

    private static final Logger LOG = LoggerFactory.getLogger("dev.polylogue.llama.native");

    private final LlamaModel model;
    private final int context;
    private final ReentrantLock turn = new ReentrantLock(true);

    private NativeModel(LlamaModel model, int context) {
        this.model = model;
        this.context = context;
    }

    static NativeModel load(ModelFile file, LocalSettings settings) throws UnusableModelException {
        GgufHeader header = GgufHeader.read(file);
        int context = header.context() == 0 ? settings.context() : Math.min(settings.context(), header.context());
        ModelParameters parameters = new ModelParameters()
                .setModel(file.path().toString())
                .setParallel(settings.maxConcurrent())
                .setCtxSize(context * settings.maxConcurrent())
                .enableContBatching()
                .disableContextShift()
                .setBatchSize(BATCH)
                .setUbatchSize(BATCH)
                .enableJinja()
                .skipWarmup()
                // While it loads, llama.cpp writes past every logger, to stderr.
                .disableLog();
        Integer threads = settings.threads();
        if (threads != null) {
            parameters.setThreads(threads).setThreadsBatch(threads);
        }
        try {
            var model = new LlamaModel(parameters);
            LlamaModel.setLogger(LogFormat.TEXT, (level, message) -> {
                switch (level) {
                    case ERROR, WARN -> LOG.warn("{}", message.strip());
                    case INFO, DEBUG -> {}
                }
            });
            LOG.info("loaded {} ({})", file.name(), header.architecture());
            return new NativeModel(model, context);
        } catch (RuntimeException refused) {
            // The binding's exception is not for others to name.
            throw new UnusableModelException(
                    "llama.cpp cannot load the model file " + file.path().getFileName()
                            + ": it is damaged, of a kind that is not known here, or too large for the memory.",
                    refused);
        }
    }

    /** Tokens of one slot. */
    int context() {
        return context;
    }

    /** The conversation as this model was taught to read it. */
    String prompt(JsonNode messages) {
        var spelling = new PlainSpelling(messages.toString());
        return spelling.back(model.applyTemplate(spelling.plain()));
    }

    int[] tokens(String text) {
        return model.encode(text);
    }

    int request(JsonNode completion) {
        return Binding.request(model, completion.toString());
    }

    /**
     * Waits for the next piece of a completion, in turn with those who wait for others. All pieces come through one queue
     * of llama.cpp's, and whoever finds only pieces of others in it asks again at once and keeps the others from theirs:
     * so only one may ask. Each step of the batch has a piece for everybody, so a turn is one step at most.
     */
    LlamaOutput receive(int id) {
        turn.lock();
        try {
            return Binding.receive(model, id);
        } finally {
            turn.unlock();
        }
    }

    void cancel(int id) {
        Binding.cancel(model, id);
    }

    @Override
    public void close() {
        model.close();
    }
}
