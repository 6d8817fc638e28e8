package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.ApiTokenId;
import dev.polylogue.protocol.id.AttachmentId;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.PageId;
import dev.polylogue.protocol.id.RequestId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection that keeps its prepared statements. Statements are constants, so their number is bounded. For one thread
 * at a time; after an exception the whole connection is thrown away, since a statement that failed once on a full disk
 * stays broken.
 */
final class Sql implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Reads one row into a value. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    /** Begins or ends a transaction. */
    void transaction(String command) throws SQLException {
        statement(command).execute();
    }

    /** Changes rows; gives how many. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /** All rows. */
    <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            List<T> read = new ArrayList<>();
            var row = new Row(rows);
            while (rows.next()) {
                read.add(reader.read(row));
            }
            return read;
        }
    }

    /** The first row, if there is one. */
    <T> Optional<T> first(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            return rows.next() ? Optional.of(reader.read(new Row(rows))) : Optional.empty();
        }
    }

    /** Whether there is such a row. */
    boolean exists(String sql, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            return rows.next();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement bound(String sql, @Nullable Object[] values) throws SQLException {
        PreparedStatement statement = statement(sql);
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case String text -> statement.setString(index, text);
            case Integer number -> statement.setInt(index, number);
            case Long number -> statement.setLong(index, number);
            case Boolean flag -> statement.setBoolean(index, flag);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case Instant moment -> statement.setLong(index, Moments.toNanos(moment));
            case UserId _,
                    ConversationId _,
                    MessageId _,
                    GenerationId _,
                    ClarificationId _,
                    RequestId _,
                    PageId _,
                    AttachmentId _,
                    ApiTokenId _ -> statement.setString(index, value.toString());
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }
}
