package dev.polylogue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.SseReader;

/** What Alice has. */
record Belongings(
        String conversation,
        String userMessage,
        String answer,
        String generation,
        String question,
        String followUp,
        String cursor,
        String eventId) {

    /** Makes them, as Alice. */
    static Belongings of(Api alice) {
        String conversation = alice.conversation(Models.STEADY);
        alice.conversation(Models.QUICK);
        alice.patch("/api/conversations/" + conversation, "{\"title\":\"Alice's secret\"}");
        Answer sent = alice.with("X-Page-Id", "alice.page").send(conversation, "Alice's words");
        String cursor = alice.get("/api/conversations?limit=1").field("next");
        assertThat(cursor).isNotEmpty();
        try (SseReader events = alice.stream("/api/events")) {
            String eventId = String.valueOf(events.await("snapshot").id());
            return new Belongings(
                    conversation,
                    sent.field("userMessageId"),
                    sent.field("assistantMessageId"),
                    sent.field("generationId"),
                    question(alice),
                    followUp(alice, conversation),
                    cursor,
                    eventId);
        }
    }

    /** A text of hers that waits for the answer to end. */
    private static String followUp(Api alice, String conversation) {
        Answer added =
                alice.post("/api/conversations/" + conversation + "/follow-ups", "{\"text\":\"Alice's next words\"}");
        return added.json().path("items").get(0).path("id").asString();
    }

    /** A question of the guide that waits for Alice. */
    private static String question(Api alice) {
        Answer asked = alice.post(
                "/api/conversations/" + Api.newId() + "/messages",
                "{\"text\":\"Ask me a question\",\"model\":\"polylogue/guide\"}");
        try (SseReader chunks = alice.stream("/api/generations/" + asked.field("generationId") + "/chunks")) {
            return chunks.await(event -> event.type().equals("data-clarification"))
                    .json()
                    .path("id")
                    .asString();
        }
    }
}
