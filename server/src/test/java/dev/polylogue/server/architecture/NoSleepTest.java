package dev.polylogue.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever waits says for what. A sleep waits for nothing but the hope that it was long enough. */
final class NoSleepTest {

    @Test
    void nobodySleepsNotEvenATest() throws IOException {
        List<String> sleepers = new ArrayList<>();
        for (ParsedSource source : Sources.parsed()) {
            if (source.file().toString().contains("/bench/src/")) {
                // A bench measures for a time, and that is all it waits for.
                continue;
            }
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void unused) {
                    note(select.getIdentifier(), select);
                    return super.visitMemberSelect(select, null);
                }

                @Override
                public @Nullable Void visitMemberReference(MemberReferenceTree reference, @Nullable Void unused) {
                    note(reference.getName(), reference);
                    return super.visitMemberReference(reference, null);
                }

                private void note(CharSequence name, Object where) {
                    if (name.toString().equals("sleep")) {
                        sleepers.add(source.file() + ": " + where);
                    }
                }
            }.scan(source.tree(), null);
        }
        assertThat(sleepers).isEmpty();
    }
}
