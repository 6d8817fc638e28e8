package dev.polylogue.engine.provider;

import dev.polylogue.protocol.message.Usage;

/**
 * A provider each of whose calls says what it took, if it took anything: where the model's server does not say it, as most
 * do not of a call that is stopped, it is estimated by the length of what was asked and said.
 */
final class CountedProvider extends ProviderAround {

    /** A usual rule for English text: https://help.openai.com/en/articles/4936856-what-are-tokens-and-how-to-count-them */
    private static final int CHARACTERS_OF_A_TOKEN = 4;

    CountedProvider(Provider provider) {
        super(provider);
    }

    @Override
    SinkAround around(ModelRequest request, ModelSink sink) {
        return new Counting(request, sink);
    }

    /** Told one event at a time, as every sink. */
    private static final class Counting extends SinkAround {

        private final ModelRequest request;
        private long said;
        private boolean isCounted;

        Counting(ModelRequest request, ModelSink sink) {
            super(sink);
            this.request = request;
        }

        @Override
        public void accept(ModelEvent event) {
            switch (event) {
                case ModelEvent.TextDelta delta -> said += delta.text().length();
                case ModelEvent.ReasoningDelta delta -> said += delta.text().length();
                case ModelEvent.ToolCallDelta delta ->
                    said += delta.argumentsDelta().length();
                case ModelEvent.UsageReported _ -> isCounted = true;
                case ModelEvent.Terminal _ -> estimate();
                case ModelEvent.ReasoningEnded _, ModelEvent.SourceDocument _, ModelEvent.QuestionAsked _ -> {}
            }
            sink.accept(event);
        }

        /** What said nothing was refused, or took next to nothing. */
        private void estimate() {
            if (!isCounted && said > 0) {
                sink.accept(new ModelEvent.UsageReported(Usage.estimate(tokens(asked()), tokens(said))));
            }
        }

        private long asked() {
            String system = request.systemPrompt();
            long characters = system == null ? 0 : system.length();
            for (PromptMessage message : request.prompt()) {
                characters += length(message);
            }
            return characters;
        }

        private static int length(PromptMessage message) {
            return switch (message) {
                case PromptMessage.User user -> user.text().length();
                case PromptMessage.Assistant assistant -> assistant.text().length();
                case PromptMessage.Reasoning reasoning -> reasoning.text().length();
                case PromptMessage.ToolCalled called ->
                    called.arguments().toString().length();
                case PromptMessage.ToolAnswered answered -> answered.result().length();
                case PromptMessage.Asked asked -> asked.question().length();
            };
        }

        private static long tokens(long characters) {
            return Math.ceilDiv(characters, CHARACTERS_OF_A_TOKEN);
        }
    }
}
