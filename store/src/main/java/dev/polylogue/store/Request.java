package dev.polylogue.store;

import dev.polylogue.engine.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One caller's work and the answer that it waits for. The database thread runs it and then gives exactly one answer. */
final class Request<T> {

    private final Database.Work<T> work;
    private final boolean adds;
    private final long deadline;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable T result;

    /**
     * Makes one.
     *
     * @param adds whether it stores something new, for which there must be room beside the reserve
     * @param deadline until when it waits for a database that another program holds, on the clock that never jumps
     */
    Request(Database.Work<T> work, boolean adds, long deadline) {
        this.work = work;
        this.adds = adds;
        this.deadline = deadline;
    }

    boolean adds() {
        return adds;
    }

    /** Whether it has waited for too long at {@code nanoTime}. */
    boolean isOver(long nanoTime) {
        return nanoTime - deadline >= 0;
    }

    /** On the database's thread: does the work, within a transaction that may still fail. */
    void run(Sql sql) throws SQLException {
        result = work.with(sql);
    }

    /** On the database's thread: the transaction is durable. */
    void succeed() {
        if (result == null) {
            answer.completeExceptionally(new IllegalStateException("the work gave no result"));
        } else {
            answer.complete(result);
        }
    }

    /** On the database's thread: the transaction was undone. */
    void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    /** On the caller's thread: waits for the answer, also when interrupted, since the work goes on anyway. */
    T await() {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw explained(failed);
        }
    }

    /** Made anew for each caller: the failure itself may be that of many. */
    private static StoreException explained(CompletionException failed) {
        return switch (failed.getCause()) {
            case SQLException refused -> SqliteFailure.exception(refused);
            case StoreException known -> known;
            case null, default -> new StoreException("the store failed: " + failed.getCause(), failed);
        };
    }
}
