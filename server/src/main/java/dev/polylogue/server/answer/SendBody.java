package dev.polylogue.server.answer;

import dev.polylogue.protocol.command.SendMessage;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.server.problem.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of a send. It differs from the engine's command in its attachments, which are not there yet: to leave them
 * out in silence would answer another question than the person's.
 */
record SendBody(
        @Nullable RequestId requestId,
        @Nullable MessageId messageId,
        @Nullable MessageId parentId,
        @Nullable String text,
        @Nullable String model,
        @Nullable List<JsonNode> attachments) {

    SendMessage command() {
        if (attachments != null && !attachments.isEmpty()) {
            throw RefusedException.because(
                    ErrorCode.NOT_YET, "Attachments are not supported yet: send the text alone.");
        }
        return new SendMessage(requestId, messageId, parentId, text, model);
    }
}
