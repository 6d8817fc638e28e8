package dev.polylogue.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Reads the statements out of the compiled classes, where the compiler has joined their pieces, and holds each to the
 * rule that no row is read or changed without its owner.
 */
class EveryStatementNamesItsOwnerTest {

    private static final Pattern TABLE = Pattern.compile(
            "\\b(from|into|update|join)\\s+(conversation|message|generation|message_delta|clarification|user_settings|follow_up|deleted_conversation|message_words|title_words|conversation_title|attachment|message_attachment|usage_by_day|api_token)\\b");
    private static final Pattern CONDITION = Pattern.compile("\\bowner = \\?");
    private static final Pattern INSERT = Pattern.compile("^insert into \\w+ \\(owner,");

    /** What start-up and the expiry of questions ask of all owners at once; each gives or compares the owner. */
    private static final List<String> OF_ALL_OWNERS = List.of(
            "where ended_at is null order by started_at",
            "select owner from generation where ended_at is null and phase <> ? limit 1",
            "where state = 'waiting' and expires_at <= ?",
            "delete from generation where (owner, id) in (",
            "delete from deleted_conversation where (owner, id) in (",
            "delete from attachment where (owner, id) in (",
            "select hash from unused_file where hash not in (select a.hash from attachment a where a.owner is not null)",
            "from api_token where hash = ?",
            "select owner from api_token limit 1",
            "select owner from user_settings where pause_new",
            "from follow_up f join conversation c on c.owner = f.owner and c.id = f.conversation_id");

    @Test
    void everyStatementOnATableNamesItsOwner() throws IOException, URISyntaxException {
        Set<String> statements = statements();

        assertThat(statements).hasSizeGreaterThan(25);
        assertThat(statements).allSatisfy(statement -> assertThat(
                        isOwned(statement) || OF_ALL_OWNERS.stream().anyMatch(statement::contains))
                .as(statement)
                .isTrue());
        assertThat(statements)
                .filteredOn(statement -> !isOwned(statement))
                .hasSize(OF_ALL_OWNERS.size())
                .allSatisfy(statement -> assertThat(statement).contains("owner"));
    }

    private static boolean isOwned(String statement) {
        return CONDITION.matcher(statement).find() || INSERT.matcher(statement).find();
    }

    private static Set<String> statements() throws IOException, URISyntaxException {
        Path classes = Path.of(SqliteStore.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> statements = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                collect(ClassFile.of().parse(file), statements);
            }
        }
        return statements;
    }

    private static void collect(ClassModel type, Set<String> statements) {
        for (var method : type.methods()) {
            method.code()
                    .ifPresent(code -> code.forEach(element -> {
                        if (element instanceof LoadConstantInstruction load
                                && load.constantValue() instanceof String text
                                && TABLE.matcher(text).find()) {
                            statements.add(text);
                        }
                    }));
        }
    }
}
