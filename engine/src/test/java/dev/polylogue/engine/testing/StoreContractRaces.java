package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.engine.store.ClarificationStore.Ending;
import dev.polylogue.engine.store.ConversationStore.Created;
import dev.polylogue.engine.store.GenerationStore.Claim;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.MessageStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Calls that come at the same moment, each on a virtual thread. What holds, holds for every interleaving. */
public abstract class StoreContractRaces extends StoreContract {

    private static final int ROUNDS = 10;

    @RepeatedTest(ROUNDS)
    void ofManyClaimsExactlyOneBegins() {
        var conversation = conversationId();
        List<Callable<Claim>> claims = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            var wish = send(ANN, conversation, null);
            claims.add(() -> store.generations().claim(wish));
        }

        List<Claim> results = together(claims);

        assertThat(results).filteredOn(Claim.Begun.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(Claim.Busy.class::isInstance).hasSize(7);
        assertThat(store.conversations().messages(ANN, conversation)).hasSize(2);
    }

    @RepeatedTest(ROUNDS)
    void theSameRequestManyTimesBeginsOneGeneration() {
        var wish = send(ANN, conversationId(), null);

        List<Claim> results = together(List.of(
                () -> store.generations().claim(wish), () -> store.generations().claim(wish), () -> store.generations()
                        .claim(wish)));

        assertThat(results).filteredOn(Claim.Begun.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(Claim.Repeated.class::isInstance).hasSize(2);
    }

    @RepeatedTest(ROUNDS)
    void ofTwoEndsExactlyOneIsStored() {
        var generation = begun(ANN, conversationId());

        List<Boolean> ended = together(
                List.of(() -> store.generations().end(completed(generation, "whole")), () -> store.generations()
                        .end(stopped(generation, "half"))));

        assertThat(ended).containsExactlyInAnyOrder(true, false);
        boolean isComplete = message(generation).status() == MessageStatus.COMPLETE;
        assertThat(ended.getFirst()).isEqualTo(isComplete);
        assertThat(message(generation).text()).isEqualTo(isComplete ? "whole" : "half");
    }

    @RepeatedTest(ROUNDS)
    void nothingComesBackWhenAnEndOrACheckpointMeetsADeletion() {
        var generation = begun(ANN, conversationId());
        var conversation = generation.conversationId();

        together(List.<Callable<Boolean>>of(
                () -> store.conversations().delete(ANN, conversation, NOON),
                () -> store.generations().end(completed(generation, "late")),
                () -> {
                    store.generations().checkpoint(List.of(tail(generation, 0, opening(generation))));
                    return true;
                },
                () -> store.generations().running(ANN, generation.id(), 1)));

        assertThat(store.conversations().find(ANN, conversation)).isEmpty();
        assertThat(store.conversations().messages(ANN, conversation)).isEmpty();
        assertThat(store.generations().find(ANN, generation.id())).isEmpty();
    }

    @RepeatedTest(ROUNDS)
    void ofTwoAnswersToAQuestionExactlyOneEndsIt() {
        var generation = begun(ANN, conversationId());
        var question = question(later(60));
        store.generations().await(tail(generation, 0, opening(generation)), 1, List.of(question));

        List<Ending> endings = together(List.<Callable<Ending>>of(
                () -> store.clarifications()
                        .end(ANN, question.id(), ClarificationState.ANSWERED, "a", NOON)
                        .orElseThrow(),
                () -> store.clarifications()
                        .end(ANN, question.id(), ClarificationState.DECLINED, null, NOON)
                        .orElseThrow()));

        assertThat(endings).filteredOn(Ending::ended).hasSize(1);
        assertThat(endings.getFirst().clarification())
                .isEqualTo(endings.getLast().clarification());
    }

    @Test
    void aCallThatFailsLeavesThoseBesideItAlone() {
        List<Callable<Created>> calls = new ArrayList<>();
        var taken = begun(ANN, conversationId());
        for (int i = 0; i < 40; i++) {
            var id = conversationId();
            calls.add(() -> store.conversations().create(ANN, conversation(id)));
            var clash = withId(send(ANN, conversationId(), null), taken);
            calls.add(() -> {
                assertThatThrownBy(() -> store.generations().claim(clash)).isInstanceOf(StoreException.class);
                return store.conversations().create(ANN, conversation(id));
            });
        }

        assertThat(together(calls)).filteredOn(Created::isNew).hasSize(40);
        assertThat(store.conversations().list(ANN, false, 100, null).items()).hasSize(41);
    }

    @Test
    void twoHundredConversationsWriteAndReadAtOnce() {
        List<Callable<String>> lives = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            var generation = send(i % 2 == 0 ? ANN : BEN, conversationId(), null);
            lives.add(() -> {
                begin(generation);
                store.generations().running(generation.owner(), generation.id(), 1);
                store.generations().checkpoint(List.of(tail(generation, 0, opening(generation))));
                store.generations()
                        .checkpoint(List.of(
                                tail(generation, 2, words(generation.id().toString()))));
                String streamed = message(generation).text();
                store.generations().end(completed(generation, streamed + "!"));
                return message(generation).text();
            });
        }

        assertThat(together(lives)).hasSize(200).doesNotHaveDuplicates().allMatch(text -> text.endsWith("!"));
    }

    @Test
    void anInterruptedCallerHearsTheAnswerAndStaysInterrupted() {
        var wish = send(ANN, conversationId(), null);

        List<Boolean> interrupted = together(List.of(() -> {
            Thread.currentThread().interrupt();
            begin(wish);
            return Thread.interrupted();
        }));

        assertThat(interrupted).containsExactly(true);
    }

    private static NewGeneration withId(NewGeneration wish, NewGeneration taken) {
        return new NewGeneration(
                wish.owner(),
                taken.id(),
                wish.requestId(),
                wish.conversationId(),
                wish.conversation(),
                wish.userMessage(),
                wish.userMessageId(),
                wish.assistantMessageId(),
                false,
                false,
                wish.model(),
                null,
                wish.startedAt());
    }

    private static <T> List<T> together(List<Callable<T>> calls) {
        var barrier = new CyclicBarrier(calls.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> answers = calls.stream()
                    .map(call -> threads.submit(() -> afterBarrier(barrier, call)))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> answer : answers) {
                results.add(answer.get());
            }
            return results;
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static <T> T afterBarrier(CyclicBarrier barrier, Callable<T> call) throws Exception {
        try {
            barrier.await();
        } catch (BrokenBarrierException broken) {
            throw new AssertionError(broken);
        }
        return call.call();
    }
}
