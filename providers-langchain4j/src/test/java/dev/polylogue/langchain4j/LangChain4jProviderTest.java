package dev.polylogue.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessageType;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.polylogue.engine.provider.Attachment;
import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelEvent.Failed;
import dev.polylogue.engine.provider.ModelEvent.Finished;
import dev.polylogue.engine.provider.ModelOptions;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.provider.PromptMessage.Assistant;
import dev.polylogue.engine.provider.PromptMessage.ToolAnswered;
import dev.polylogue.engine.provider.PromptMessage.ToolCalled;
import dev.polylogue.engine.provider.PromptMessage.User;
import dev.polylogue.protocol.command.ModelInfo;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.Usage;
import dev.polylogue.protocol.tool.ToolDefinition;
import dev.polylogue.testkit.RecordingSink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
final class LangChain4jProviderTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final RecordingSink sink = new RecordingSink();

    private static LangChain4jProvider provider(BiConsumer<ChatRequest, StreamingChatResponseHandler> answer) {
        return new LangChain4jProvider("lc", 2, Map.of("m", new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                answer.accept(request, handler);
            }
        }));
    }

    private static ModelRequest ask(PromptMessage... prompt) {
        return new ModelRequest("m", "Be brief.", List.of(prompt), false);
    }

    private static ChatResponse response(AiMessage message, FinishReason reason) {
        return ChatResponse.builder()
                .aiMessage(message)
                .tokenUsage(new TokenUsage(3, 4))
                .finishReason(reason)
                .build();
    }

    @Test
    void itsModelsAreAsTheyWereGiven() {
        assertThat(provider((_, _) -> {}).status().models())
                .extracting(ModelInfo::id, ModelInfo::available, ModelInfo::maxConcurrent)
                .containsExactly(tuple("lc/m", true, 2));
    }

    @Test
    void textThoughtsAndUsageAreTold() throws Exception {
        ModelCall call = provider((_, handler) -> {
                    handler.onPartialThinking(new PartialThinking("Hm."));
                    handler.onPartialResponse("Hel");
                    handler.onPartialResponse("lo");
                    handler.onCompleteResponse(response(AiMessage.from("Hello"), FinishReason.LENGTH));
                })
                .start(ask(new User("Hi")), sink);
        assertThat(call.await()).isEqualTo(new Finished(dev.polylogue.protocol.message.FinishReason.LENGTH));
        assertThat(sink.events())
                .containsExactly(
                        new ModelEvent.ReasoningDelta("Hm."),
                        new ModelEvent.TextDelta("Hel"),
                        new ModelEvent.TextDelta("lo"),
                        new ModelEvent.UsageReported(new Usage(3, 4, null, null)),
                        new Finished(dev.polylogue.protocol.message.FinishReason.LENGTH));
    }

    @Test
    void aCallIsToldOnceHoweverOftenLangChain4jTellsIt() throws Exception {
        var request = ToolExecutionRequest.builder()
                .id("c")
                .name("lookup")
                .arguments("{\"q\":1}")
                .build();
        ModelCall call = provider((_, handler) -> {
                    handler.onCompleteToolCall(new CompleteToolCall(0, request));
                    handler.onCompleteResponse(response(AiMessage.from(request), FinishReason.TOOL_EXECUTION));
                })
                .start(ask(new User("Hi")), sink);
        assertThat(call.await()).isEqualTo(new Finished(dev.polylogue.protocol.message.FinishReason.TOOL_CALLS));
        assertThat(sink.events(ModelEvent.ToolCallDelta.class))
                .containsExactly(new ModelEvent.ToolCallDelta(0, "c", "lookup", "{\"q\":1}"));
    }

    @Test
    void ofAnErrorAndACompletionTheFirstCounts() throws Exception {
        ModelCall call = provider((_, handler) -> {
                    handler.onError(new RateLimitException("slow down"));
                    handler.onCompleteResponse(response(AiMessage.from(""), FinishReason.STOP));
                })
                .start(ask(new User("Hi")), sink);
        assertThat(call.await())
                .isEqualTo(new Failed(
                        ErrorCode.UPSTREAM_BUSY, "The model failed: slow down.", new ModelEvent.Retry(null)));
        assertThat(sink.events()).hasSize(1);
    }

    @Test
    void aModelThatThrowsHasFailed() throws Exception {
        ModelCall call = provider((_, _) -> {
                    throw new AuthenticationException("wrong key");
                })
                .start(ask(new User("Hi")), sink);
        assertThat(((Failed) call.await()).code()).isEqualTo(ErrorCode.UPSTREAM_REFUSED);
    }

    @Test
    void closingCancelsTheModelAndWhatItStillSaysIsDropped() throws Exception {
        var cancelled = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var over = new CompletableFuture<Void>();
        StreamingHandle handle = new StreamingHandle() {
            @Override
            public void cancel() {
                cancelled.countDown();
            }

            @Override
            public boolean isCancelled() {
                return cancelled.getCount() == 0;
            }
        };
        ModelCall call = provider((_, handler) -> {
                    handler.onPartialResponse(new PartialResponse("a"), new PartialResponseContext(handle));
                    awaitQuietly(closed);
                    handler.onPartialResponse(new PartialResponse("b"), new PartialResponseContext(handle));
                    handler.onError(new IllegalStateException("cancelled"));
                    over.complete(null);
                })
                .start(ask(new User("Hi")), sink);
        sink.awaitText(1, SOON);
        call.close();
        assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(call.isClosed()).isTrue();
        closed.countDown();
        over.get(20, TimeUnit.SECONDS);
        assertThat(sink.events()).containsExactly(new ModelEvent.TextDelta("a"), new ModelEvent.Cancelled());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ModelRequest conversation() {
        var tool = new ToolDefinition(
                "lookup",
                "Looks it up.",
                JsonMapper.shared()
                        .readTree(
                                "{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"string\"}},\"required\":[\"q\"]}"));
        var arguments = JsonMapper.shared().readTree("{\"q\":\"cat\"}");
        return new ModelRequest(
                "m",
                "Be brief.",
                List.of(
                        new User("What?", List.of(new Attachment("a", "image/png", () -> new byte[] {1}))),
                        new Assistant("I look."),
                        new ToolCalled("c", "lookup", arguments, null),
                        new ToolAnswered("c", "lookup", "no cat", true)),
                false,
                List.of(tool),
                new ModelOptions(0.5, 100, null));
    }

    @Test
    void aWholeConversationIsTold() throws Exception {
        var seen = new AtomicReference<ChatRequest>();
        provider((asked, handler) -> {
                    seen.set(asked);
                    handler.onCompleteResponse(response(AiMessage.from("ok"), FinishReason.STOP));
                })
                .start(conversation(), sink)
                .await();
        ChatRequest asked = seen.get();
        assertThat(asked.messages())
                .extracting(message -> message.type())
                .containsExactly(
                        ChatMessageType.SYSTEM,
                        ChatMessageType.USER,
                        ChatMessageType.AI,
                        ChatMessageType.TOOL_EXECUTION_RESULT);
        AiMessage said = (AiMessage) asked.messages().get(2);
        assertThat(said.text()).isEqualTo("I look.");
        assertThat(said.toolExecutionRequests())
                .extracting(ToolExecutionRequest::arguments)
                .containsExactly("{\"q\":\"cat\"}");
        assertThat(asked.toolSpecifications().getFirst().parameters().required())
                .containsExactly("q");
        assertThat(asked.temperature()).isEqualTo(0.5);
        assertThat(asked.maxOutputTokens()).isEqualTo(100);
    }

    @Test
    void aProviderThatIsClosedEndsItsCalls() throws Exception {
        LangChain4jProvider provider = provider((_, _) -> {});
        ModelCall call = provider.start(ask(new User("Hi")), sink);
        provider.close();
        assertThat(call.await()).isInstanceOf(Failed.class);
    }
}
