package dev.polylogue.llama;

import de.kherud.llama.LlamaOutput;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelOptions;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.Usage;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One answer, from its place at the model to its end. The prompt is read in pieces of one batch, each a request of its own
 * that goes on from what the slot remembers: between two of them, and between two tokens, the call may be over.
 */
final class Answering {

    private final Residence residence;
    private final ModelFile file;
    private final ModelRequest request;
    private final LocalCall call;

    Answering(Residence residence, ModelFile file, ModelRequest request, LocalCall call) {
        this.residence = residence;
        this.file = file;
        this.request = request;
        this.call = call;
    }

    void run() {
        try {
            Optional<Residence.Place> place = residence.enter(file, call::isOver);
            if (place.isPresent()) {
                try {
                    answer(place.get());
                } finally {
                    residence.leave(place.get());
                }
            }
        } catch (UnusableModelException unusable) {
            fail(unusable.sentence());
        } catch (RuntimeException refused) {
            // The binding's exception is not for others to name.
            fail("The local model failed: " + refused.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            // Whatever came in between: a call has an end.
            fail("The local model stopped before it had finished.");
            call.left();
        }
    }

    private void fail(String sentence) {
        call.end(new ModelEvent.Failed(ErrorCode.UPSTREAM_ERROR, sentence, null));
    }

    private void answer(Residence.Place place) {
        NativeModel model = place.model();
        int[] prompt = model.tokens(model.prompt(Conversation.of(request)));
        // One for the token that some models begin with.
        int room = model.context() - prompt.length - 1;
        if (room < 1) {
            call.end(new ModelEvent.Failed(
                    ErrorCode.UPSTREAM_REFUSED,
                    "The conversation is too long for this local model: it has " + prompt.length
                            + " tokens, and there is room for " + model.context()
                            + ". Start a new one, or raise polylogue.local.context.",
                    null));
            return;
        }
        for (int end = NativeModel.BATCH; end < prompt.length && !call.isOver(); end += NativeModel.BATCH) {
            read(place, prompt, end);
        }
        if (!call.isOver()) {
            write(place, prompt, room);
        }
    }

    private void read(Residence.Place place, int[] prompt, int end) {
        int id = place.model().request(completion(place, prompt, end).put("n_predict", 0));
        LlamaOutput output;
        do {
            output = place.model().receive(id);
        } while (!Binding.isLast(output));
    }

    private void write(Residence.Place place, int[] prompt, int room) {
        NativeModel model = place.model();
        ModelOptions options = request.options();
        Integer most = options.maxOutputTokens();
        ObjectNode completion =
                completion(place, prompt, prompt.length).put("n_predict", most == null ? room : Math.min(most, room));
        Double temperature = options.temperature();
        if (temperature != null) {
            completion.put("temperature", temperature);
        }
        int id = model.request(completion);
        int count = 0;
        // A token that ends the answer comes too, and has no text.
        boolean hasEnded = true;
        while (true) {
            LlamaOutput output = model.receive(id);
            if (!output.text.isEmpty()) {
                call.said(new ModelEvent.TextDelta(output.text));
            }
            if (Binding.isLast(output)) {
                call.said(new ModelEvent.UsageReported(new Usage(prompt.length, count, null, null)));
                call.end(new ModelEvent.Finished(hasEnded ? FinishReason.STOP : FinishReason.LENGTH));
                return;
            }
            count++;
            hasEnded = output.text.isEmpty();
            if (call.isOver()) {
                model.cancel(id);
                return;
            }
        }
    }

    private static ObjectNode completion(Residence.Place place, int[] prompt, int end) {
        ObjectNode completion = JsonMapper.shared()
                .createObjectNode()
                .put("stream", true)
                .put("cache_prompt", true)
                .put("id_slot", place.slot());
        // An empty text before the tokens has llama.cpp put the token there that the model begins with, if it has one.
        ArrayNode tokens = completion.putArray("prompt").add("");
        for (int at = 0; at < end; at++) {
            tokens.add(prompt[at]);
        }
        return completion;
    }
}
