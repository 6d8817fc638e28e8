package dev.polylogue.server.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import dev.polylogue.engine.provider.Attachment;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelOptions;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.store.StoreUnavailableException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BordersTest {

    private static final String ENGINE = "dev.polylogue.engine.";

    /** The engine's packages; each may import those of the ranks above it in this list, which are the lower ones. */
    private static final List<List<String>> RANKS = List.of(
            List.of("time", "identity"),
            List.of("store", "provider", "tool", "log"),
            List.of("checkpoint", "clarification", "admission", "cluster"),
            List.of("generation", "completion"),
            List.of("conversation"));

    @Test
    void anEnginePackageImportsNoneOfAHigherRank() {
        for (int rank = 0; rank < RANKS.size() - 1; rank++) {
            String[] here = packages(RANKS.get(rank));
            String[] higher = packages(RANKS.subList(rank + 1, RANKS.size()).stream()
                    .flatMap(List::stream)
                    .toList());
            noClasses()
                    .that()
                    .resideInAnyPackage(here)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(higher)
                    .allowEmptyShould(true)
                    .check(Shipped.CLASSES);
        }
    }

    @Test
    void everyPackageOfTheEngineHasARank() {
        classes()
                .that()
                .resideInAPackage(ENGINE + ".")
                .should()
                .resideInAnyPackage(
                        packages(RANKS.stream().flatMap(List::stream).toList()))
                .check(Shipped.CLASSES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"protocol", "client", "engine", "providers", "llama", "tools", "store", "server", "testkit"})
    void thePackagesOfAModuleFormNoCircle(String module) {
        slices().matching("dev.polylogue." + module + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(Shipped.CLASSES);
    }

    @Test
    void aModuleImportsOnlyThoseBelowIt() {
        forbid("dev.polylogue.protocol..", "dev.polylogue.engine..", "dev.polylogue.providers..");
        forbid("dev.polylogue.protocol..", "dev.polylogue.client..");
        forbid(
                "dev.polylogue.client..",
                "dev.polylogue.engine..",
                "dev.polylogue.providers..",
                "dev.polylogue.llama..",
                "dev.polylogue.tools..",
                "dev.polylogue.store..",
                "dev.polylogue.server..",
                "dev.polylogue.testkit..");
        forbid("dev.polylogue.server..", "dev.polylogue.client..");
        forbid("dev.polylogue.protocol..", "dev.polylogue.store..", "dev.polylogue.server..");
        forbid(
                "dev.polylogue.engine..",
                "dev.polylogue.providers..",
                "dev.polylogue.tools..",
                "dev.polylogue.store..",
                "dev.polylogue.server..");
        forbid("dev.polylogue.providers..", "dev.polylogue.tools..", "dev.polylogue.store..", "dev.polylogue.server..");
        forbid("dev.polylogue.providers..", "dev.polylogue.llama..");
        forbid("dev.polylogue.llama..", "dev.polylogue.tools..", "dev.polylogue.store..", "dev.polylogue.server..");
        forbid("dev.polylogue.tools..", "dev.polylogue.llama..");
        forbid("dev.polylogue.tools..", "dev.polylogue.providers..", "dev.polylogue.store..", "dev.polylogue.server..");
        forbid("dev.polylogue.store..", "dev.polylogue.providers..", "dev.polylogue.tools..", "dev.polylogue.server..");
    }

    private static void forbid(String from, String... to) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to)
                .check(Shipped.CLASSES);
    }

    @Test
    void theEngineAndItsNeighboursKnowNoSpring() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.polylogue.protocol..",
                        "dev.polylogue.client..",
                        "dev.polylogue.engine..",
                        "dev.polylogue.providers..",
                        "dev.polylogue.llama..",
                        "dev.polylogue.tools..",
                        "dev.polylogue.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "jakarta.servlet..")
                .check(Shipped.CLASSES);
    }

    @Test
    void theServerUsesOnlyTheFaceOfTheEngine() {
        noClasses()
                .that(resideInAPackage("dev.polylogue.server..")
                        // The other two open and close servers of models and of tools while the server runs.
                        .and(not(resideInAnyPackage(
                                "dev.polylogue.server.wiring",
                                "dev.polylogue.server.provider",
                                "dev.polylogue.server.tool"))))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "dev.polylogue.engine..",
                                "dev.polylogue.providers..",
                                "dev.polylogue.tools..",
                                "dev.polylogue.store..")
                        .and(not(resideInAnyPackage(
                                ENGINE + "conversation",
                                ENGINE + "completion",
                                ENGINE + "log",
                                ENGINE + "identity",
                                ENGINE + "time",
                                ENGINE + "tool",
                                "dev.polylogue.tools.mcp")))
                        .and(not(belongToAnyOf(StoreException.class, StoreUnavailableException.class))
                                // The values that a completion is made of.
                                .and(not(belongToAnyOf(
                                        ModelEvent.class, ModelOptions.class, PromptMessage.class, Attachment.class)))))
                .check(Shipped.CLASSES);
    }

    @Test
    void onlyTheWebServersOwnPartsKnowTomcat() {
        noClasses()
                .that()
                .haveSimpleNameNotContaining("Tomcat")
                .and()
                .haveSimpleNameNotEndingWith("Valve")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.catalina..", "org.apache.coyote..")
                .check(Shipped.CLASSES);
    }

    private static String[] packages(List<String> names) {
        return names.stream().map(name -> ENGINE + name + "..").toArray(String[]::new);
    }
}
