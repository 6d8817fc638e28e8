package dev.polylogue.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.TestServer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreUnavailableTest {

    @Test
    void aLockedStoreRefusesSendsWhileReadsGoOn(@TempDir Path folder) throws SQLException {
        try (TestServer server = TestServer.start(folder);
                var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("polylogue.db"))) {
            Api api = server.api();
            String conversation = api.conversation(Models.QUICK);
            try (var statement = other.createStatement()) {
                statement.execute("begin immediate");

                Answer refused = api.send(conversation, "Hello");

                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.field("code")).isEqualTo("store-unavailable");
                assertThat(refused.header("retry-after")).isNotBlank();
                assertThat(api.get("/api/conversations/" + conversation).status())
                        .isEqualTo(200);

                statement.execute("rollback");
            }
            assertThat(api.send(conversation, "Hello").status()).isEqualTo(202);
        }
    }
}
