package dev.polylogue.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HealthTest {

    @Test
    void aServerIsDownWhileItsStoreDoesNotAnswer(@TempDir Path folder) throws SQLException {
        try (TestServer server = TestServer.start(folder);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("polylogue.db"))) {
            assertHealth(server, 200, "UP");

            execute(other, "alter table user_settings rename to away");
            assertHealth(server, 503, "DOWN");

            execute(other, "alter table away rename to user_settings");
            assertHealth(server, 200, "UP");
        }
    }

    private static void assertHealth(TestServer server, int status, String word) {
        Answer health = server.api().get("/actuator/health");
        assertThat(health.status()).isEqualTo(status);
        assertThat(health.field("status")).isEqualTo(word);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
