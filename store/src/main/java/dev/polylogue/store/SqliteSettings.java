package dev.polylogue.store;

import dev.polylogue.engine.time.Time;
import java.time.Duration;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;

/**
 * What tests set otherwise.
 *
 * @param reserve how many bytes of the disk are kept for what must go on when it is full
 * @param patience how long a call waits for a database that another program holds
 * @param checkedAtOnce up to how many bytes a file is checked wholly before it is used; a bigger one is checked beside it
 * @param changes other settings of SQLite
 */
record SqliteSettings(Time time, long reserve, Duration patience, long checkedAtOnce, Consumer<SQLiteConfig> changes) {

    private static final long MIB = 1024L * 1024;

    static SqliteSettings normal(Time time) {
        return new SqliteSettings(time, 64 * MIB, Duration.ofSeconds(5), 32 * MIB, _ -> {});
    }

    SqliteSettings withReserve(long bytes) {
        return new SqliteSettings(time, bytes, patience, checkedAtOnce, changes);
    }

    SqliteSettings withPatience(Duration other) {
        return new SqliteSettings(time, reserve, other, checkedAtOnce, changes);
    }

    SqliteSettings withCheckedAtOnce(long bytes) {
        return new SqliteSettings(time, reserve, patience, bytes, changes);
    }

    SqliteSettings with(Consumer<SQLiteConfig> others) {
        return new SqliteSettings(time, reserve, patience, checkedAtOnce, others);
    }
}
