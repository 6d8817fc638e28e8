package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.store.GenerationStore;
import dev.polylogue.engine.store.Store;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.AnswerClarification;
import dev.polylogue.protocol.message.GenerationPhase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** A process that ends in the moment in which a question is stored, and its answer does not wait yet. */
class ShutdownTest extends OnSqlite {

    private interface Hook {
        void run() throws InterruptedException;
    }

    private volatile Hook afterAsking = () -> {};

    @Override
    protected Store between(Store real) {
        GenerationStore asking = proxy(GenerationStore.class, real.generations(), (method, result) -> {
            if (method.getName().equals("await")) {
                afterAsking.run();
            }
            return result;
        });
        return proxy(Store.class, real, (method, result) -> method.getName().equals("generations") ? asking : result);
    }

    private interface Change {
        Object of(Method method, Object result) throws InterruptedException;
    }

    private static <T> T proxy(Class<T> type, T real, Change change) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    try {
                        return change.of(method, method.invoke(real, arguments));
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    @Test
    void aQuestionThatIsStoredWaitsForTheNextProcess() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Book it");
        var closing = new Thread(() -> engine.close());
        afterAsking = () -> {
            afterAsking = () -> {};
            closing.start();
            chunksUntil(accepted.generationId(), chunk -> isPhase(chunk, GenerationPhase.STOPPING));
        };

        model.nextCall().say("One moment. ").ask("Which day?");
        Chunk.Question question = awaitQuestion(accepted.generationId());
        closing.join(LONG.toMillis());

        assertThat(closing.isAlive()).isFalse();
        assertThat(storedPhase(accepted.generationId())).isEqualTo(GenerationPhase.AWAITING_INPUT);
        restart();
        engine.answers().answer(ANN, question.data().id(), new AnswerClarification("Friday", null));
        model.nextCall().say("Booked.").finish();
        chunksToTheEnd(accepted.generationId());
        assertThat(message(id, accepted.assistantMessageId()).text()).contains("Booked.");
    }
}
