package dev.polylogue.store;

import dev.polylogue.engine.store.StoreException;
import java.util.List;
import java.util.stream.IntStream;

/** One thread that writes, and as many that read as SQLite is worth on a small machine. */
final class SqliteDatabase implements Database, AutoCloseable {

    private static final int READERS = 4;
    private static final int MAX_WAITING = 1_024;
    private static final int MAX_GROUP = 64;

    private final WorkQueue<Request<?>> writes = new WorkQueue<>(MAX_WAITING);
    private final WorkQueue<Request<?>> reads = new WorkQueue<>(MAX_WAITING);
    private final DatabaseThread writer;
    private final List<DatabaseThread> readers;

    SqliteDatabase(SqliteConnections connections) {
        // "immediate" takes the write lock at once: a transaction that reads first could otherwise fail in its middle.
        writer = new DatabaseThread("store-write", writes, MAX_GROUP, "begin immediate", connections::connectToWrite);
        readers = IntStream.rangeClosed(1, READERS)
                .mapToObj(number ->
                        new DatabaseThread("store-read-" + number, reads, 1, "begin", connections::connectToRead))
                .toList();
        writer.start();
        readers.forEach(DatabaseThread::start);
    }

    @Override
    public <T> T read(Work<T> work) {
        return answer(reads, work);
    }

    @Override
    public <T> T write(Work<T> work) {
        return answer(writes, work);
    }

    /** Waits until all that was asked is done. Readers close first: the last connection to close tidies the file up. */
    @Override
    public void close() {
        writes.close();
        reads.close();
        readers.forEach(DatabaseThread::join);
        writer.join();
    }

    private static <T> T answer(WorkQueue<Request<?>> queue, Work<T> work) {
        var request = new Request<>(work);
        if (!queue.put(request)) {
            throw new StoreException("the store is closed");
        }
        return request.await();
    }
}
