package dev.polylogue.tools.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SchemaCheckTest {

    private final SchemaCheck check = new SchemaCheck();

    private List<String> problems(String schema, String values) {
        return check.problems(
                JsonMapper.shared().readTree(schema), JsonMapper.shared().readTree(values));
    }

    @Test
    void whatFitsHasNoProblem() {
        assertThat(problems("{\"type\":\"object\",\"required\":[\"city\"]}", "{\"city\":\"Bern\"}"))
                .isEmpty();
    }

    @Test
    void aProblemNamesItsField() {
        String schema =
                "{\"type\":\"object\",\"required\":[\"city\"],\"properties\":{\"days\":{\"type\":\"integer\",\"maximum\":9}}}";

        assertThat(problems(schema, "{\"days\":10}"))
                .hasSize(2)
                .anyMatch(words -> words.contains("city"))
                .anyMatch(words -> words.contains("days"));
    }

    @Test
    void olderDraftsAreRead() {
        assertThat(problems(
                        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\",\"required\":[\"a\"]}",
                        "{}"))
                .hasSize(1);
    }

    @Test
    void aSchemaThatIsNoneTakesEverything() {
        assertThat(problems("{\"$ref\": \"#/nowhere\"}", "{\"a\":1}")).isEmpty();
        assertThat(problems("3", "{\"a\":1}")).isEmpty();
    }

    @Test
    void whatASchemaRefersToElsewhereIsNotFetched() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(300);
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/schema.json";

            assertThat(problems("{\"$ref\":\"" + url + "\"}", "{}")).isEmpty();

            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }
}
