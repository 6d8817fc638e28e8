package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The row that is being read; columns by their name in the select. */
final class Row {

    private final ResultSet columns;

    Row(ResultSet columns) {
        this.columns = columns;
    }

    UserId owner() throws SQLException {
        return new UserId(text("owner"));
    }

    String text(String column) throws SQLException {
        String text = columns.getString(column);
        if (text == null) {
            throw new SQLException("no text in column " + column);
        }
        return text;
    }

    @Nullable String textOrNull(String column) throws SQLException {
        return columns.getString(column);
    }

    /** The value that {@code read} makes of a text; null where there is none. */
    <T> @Nullable T orNull(String column, Function<String, T> read) throws SQLException {
        String text = columns.getString(column);
        return text == null ? null : read.apply(text);
    }

    boolean flag(String column) throws SQLException {
        return columns.getBoolean(column);
    }

    @Nullable Boolean flagOrNull(String column) throws SQLException {
        boolean flag = columns.getBoolean(column);
        return columns.wasNull() ? null : flag;
    }

    int count(String column) throws SQLException {
        return columns.getInt(column);
    }

    long number(String column) throws SQLException {
        return columns.getLong(column);
    }

    Instant moment(String column) throws SQLException {
        return Moments.ofNanos(columns.getLong(column));
    }

    byte[] bytes(String column) throws SQLException {
        return columns.getBytes(column);
    }
}
