package dev.polylogue.store;

import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.store.DatabaseThread.Connector;
import dev.polylogue.store.DatabaseThread.Use;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import jdk.jfr.FlightRecorder;

/** One thread that writes, and as many that read as SQLite is worth on a small machine. */
final class SqliteDatabase implements Database, AutoCloseable {

    private static final int READERS = 4;
    private static final int MAX_WAITING = 1_024;

    private final WorkQueue<Request<?>> writes = new WorkQueue<>(MAX_WAITING);
    private final WorkQueue<Request<?>> reads = new WorkQueue<>(MAX_WAITING);
    private final SqliteSettings settings;
    private final Health health;
    private final DatabaseThread writer;
    private final List<DatabaseThread> readers;

    SqliteDatabase(SqliteConnections connections, Health health, SqliteSettings settings) {
        this.settings = settings;
        this.health = health;
        writer = thread("store-write", Use.WRITING, writes, connections::connectToWrite);
        readers = IntStream.rangeClosed(1, READERS)
                .mapToObj(number -> thread("store-read-" + number, Use.READING, reads, connections::connectToRead))
                .toList();
        writer.start();
        readers.forEach(DatabaseThread::start);
    }

    private DatabaseThread thread(String name, Use use, WorkQueue<Request<?>> queue, Connector connector) {
        return new DatabaseThread(name, use, queue, connector, health, settings.time());
    }

    @Override
    public <T> T read(Work<T> work) {
        return recorded(StoreAccess.READ, () -> answer(reads, work, false));
    }

    @Override
    public <T> T write(Work<T> work) {
        health.refusal().ifPresent(refusal -> {
            throw refusal;
        });
        return recorded(StoreAccess.WRITE, () -> answer(writes, work, true));
    }

    @Override
    public <T> T settle(Work<T> work) {
        return recorded(StoreAccess.WRITE, () -> answer(writes, work, false));
    }

    /**
     * Waits until all that was asked is done. The writer closes last: the last connection puts what was written into the
     * one file and takes the log away, which one that only reads may not.
     */
    @Override
    public void close() {
        reads.close();
        readers.forEach(DatabaseThread::join);
        writes.close();
        writer.join();
    }

    private static <T> T recorded(String kind, Supplier<T> answer) {
        if (!FlightRecorder.isInitialized()) {
            // The first event of a program loads the whole recorder.
            return answer.get();
        }
        var access = new StoreAccess(kind);
        access.begin();
        try {
            return answer.get();
        } finally {
            access.commit();
        }
    }

    private <T> T answer(WorkQueue<Request<?>> queue, Work<T> work, boolean adds) {
        var patience = settings.patience();
        var request = new Request<>(work, adds, settings.time().nanoTime() + patience.toNanos());
        switch (queue.put(request, patience)) {
            case TAKEN -> {}
            case CLOSED -> throw new StoreException("the store is closed");
            case NO_ROOM -> throw new StoreUnavailableException("too much waits for the database");
        }
        return request.await();
    }
}
