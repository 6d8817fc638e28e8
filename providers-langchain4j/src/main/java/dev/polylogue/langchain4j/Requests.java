package dev.polylogue.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.polylogue.engine.provider.Attachment;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage.ToolAnswered;
import dev.polylogue.engine.provider.PromptMessage.ToolCalled;
import dev.polylogue.engine.provider.PromptMessage.User;
import dev.polylogue.protocol.tool.ToolDefinition;
import dev.polylogue.providers.hosted.Images;
import dev.polylogue.providers.hosted.PromptWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests as LangChain4j has them. The words of an answer and its calls are one message there. */
final class Requests extends PromptWriter {

    private final List<ChatMessage> messages = new ArrayList<>();
    private final List<ToolExecutionRequest> calls = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();

    private Requests() {
        super("langchain4j");
    }

    static ChatRequest of(ModelRequest request) {
        var requests = new Requests();
        String systemPrompt = request.systemPrompt();
        if (systemPrompt != null && !systemPrompt.isBlank()) {
            requests.messages.add(SystemMessage.from(systemPrompt));
        }
        requests.write(request);
        requests.endAnswer();
        return ChatRequest.builder()
                .messages(requests.messages)
                .toolSpecifications(
                        request.tools().stream().map(Requests::specification).toList())
                .temperature(request.options().temperature())
                .maxOutputTokens(request.options().maxOutputTokens())
                .build();
    }

    private static ToolSpecification specification(ToolDefinition tool) {
        JsonNode json = JsonMapper.shared()
                .createObjectNode()
                .put("name", tool.name())
                .put("description", tool.description())
                .set("parameters", tool.inputSchema());
        return ToolSpecification.fromJson(json.toString());
    }

    @Override
    protected void user(User user) {
        endAnswer();
        List<Content> contents = new ArrayList<>();
        for (Attachment image : user.attachments()) {
            contents.add(ImageContent.from(Images.base64(image), image.mediaType()));
        }
        if (!user.text().isBlank()) {
            contents.add(TextContent.from(user.text()));
        }
        messages.add(UserMessage.from(contents));
    }

    @Override
    protected void assistant(String text) {
        words.append(text);
    }

    /** LangChain4j tells nothing that would have to be told again. */
    @Override
    protected void reasoning(String text, JsonNode ours, boolean isNew) {}

    @Override
    protected void called(ToolCalled called, @Nullable JsonNode ours) {
        calls.add(ToolExecutionRequest.builder()
                .id(called.id())
                .name(called.name())
                .arguments(called.arguments().toString())
                .build());
    }

    @Override
    protected void answered(ToolAnswered answered) {
        endAnswer();
        messages.add(ToolExecutionResultMessage.builder()
                .id(answered.id())
                .toolName(answered.name())
                .text(answered.result())
                .isError(answered.isError())
                .build());
    }

    private void endAnswer() {
        if (words.isEmpty() && calls.isEmpty()) {
            return;
        }
        messages.add(AiMessage.builder()
                .text(words.isEmpty() ? null : words.toString())
                .toolExecutionRequests(List.copyOf(calls))
                .build());
        words.setLength(0);
        calls.clear();
    }
}
