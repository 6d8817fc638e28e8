package dev.polylogue.store;

import dev.polylogue.engine.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One caller's work and the answer that it waits for. The database thread runs it and then gives exactly one answer. */
final class Request<T> {

    private final Database.Work<T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable T result;

    Request(Database.Work<T> work) {
        this.work = work;
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
            Throwable cause = failed.getCause();
            if (cause instanceof SQLException refused) {
                throw SqliteFailure.exception(refused);
            }
            throw cause instanceof StoreException known
                    ? known
                    : new StoreException("the store failed: " + cause, failed);
        }
    }
}
