package dev.polylogue.bench.browser;

import dev.polylogue.client.Polylogue;
import dev.polylogue.protocol.command.ActiveGeneration;
import dev.polylogue.protocol.command.CreateConversation;
import dev.polylogue.protocol.command.OnLeave;
import dev.polylogue.protocol.id.ConversationId;
import java.util.ArrayList;
import java.util.List;

/** The conversations of the bench, begun by a program beside the browser, which sees them as those of another device. */
final class Conversations implements AutoCloseable {

    private final Polylogue client;

    Conversations(String address) {
        client = Polylogue.builder(address).onLeave(OnLeave.CONTINUE).connect();
    }

    /** Makes a conversation that answers with that model of the model server, and says nothing in it yet. */
    String make(String model) {
        ConversationId id = client.conversations().newId();
        String title = "Conversation " + id.toString().substring(24);
        client.conversations().create(new CreateConversation(id, title, "local/" + model, null));
        return id.toString();
    }

    /** Asks something in it, so that it answers. */
    void ask(String conversation) {
        client.send(ConversationId.of(conversation), "How is the queue drained?")
                .close();
    }

    /** So many new conversations, in which nothing is said yet. */
    List<String> make(String model, int count) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(make(model));
        }
        return all;
    }

    /** So many new conversations that answer with that model, all at once. */
    List<String> begin(String model, int count) {
        List<String> all = make(model, count);
        for (String each : all) {
            ask(each);
        }
        return all;
    }

    void delete(String conversation) {
        client.conversations().delete(ConversationId.of(conversation));
    }

    /** How many chunks all answers that are being written have got so far: one for each token, and a few more. */
    long chunks() {
        return client.generations().stream().mapToLong(ActiveGeneration::offset).sum();
    }

    /** Waits until so many answers are being written. */
    void awaitActive(int count) throws InterruptedException {
        while (client.generations().size() != count) {
            Pause.millis(100);
        }
    }

    /** Waits until each of the answers that are being written has got so far. */
    void awaitChunks(long each) throws InterruptedException {
        while (client.generations().stream().anyMatch(one -> one.offset() < each)) {
            Pause.millis(100);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
