package dev.polylogue.server.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Time and chance come in through the constructor: what reads them elsewhere cannot be tested without waiting. */
final class ClockTest {

    private static final String TIME = "dev.polylogue.engine.time";
    private static final String WIRING = "dev.polylogue.server.wiring";
    private static final String ENGINE = "dev.polylogue.engine..";

    /** Programs have no wiring of ours: where they say nothing else, clock and chance are chosen here. */
    private static final String CLIENT_DEFAULTS = "dev.polylogue.client.PolylogueBuilder";

    private static final Set<String> THREADS = Set.of(
            "java.lang.Thread.<init>",
            "java.lang.Thread.start",
            "java.lang.Thread.startVirtualThread",
            "java.lang.Thread.ofVirtual",
            "java.lang.Thread.ofPlatform");
    private static final Set<String> CLOCKS =
            Set.of("java.lang.System.nanoTime", "java.lang.System.currentTimeMillis", "java.util.Date.<init>");
    private static final Set<String> CHANCE =
            Set.of("java.lang.Math.random()", "java.util.UUID.randomUUID()", "java.util.Random.<init>()");

    @Test
    void onlyTheTimePackageReadsAClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(TIME)
                .and()
                .doNotHaveFullyQualifiedName(CLIENT_DEFAULTS)
                .should()
                .accessTargetWhere(DescribedPredicate.describe("read a clock", access -> {
                    String target = name(access);
                    boolean isNow = target.startsWith("java.time.") && target.endsWith(".now");
                    boolean isSystem = target.startsWith("java.time.Clock.system")
                            || target.startsWith("java.time.InstantSource.system");
                    return isNow || isSystem || CLOCKS.contains(target);
                }))
                .check(Shipped.CLASSES);
    }

    @Test
    void onlyTheTimePackageStartsATimer() {
        noClasses()
                .that()
                .resideOutsideOfPackage(TIME)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Timer.class, ScheduledExecutorService.class)
                .check(Shipped.CLASSES);
    }

    /** Else a simulation would not own the order in which the engine does things. */
    @Test
    void inTheEngineOnlyTheTimePackageStartsAThread() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .and()
                .resideOutsideOfPackage(TIME)
                .should()
                .accessTargetWhere(DescribedPredicate.describe("start a thread", access -> {
                    String target = name(access);
                    boolean isAsync =
                            target.startsWith("java.util.concurrent.CompletableFuture.") && target.endsWith("Async");
                    return isAsync
                            || THREADS.contains(target)
                            || target.startsWith("java.util.concurrent.Executors.")
                            || target.startsWith("java.util.concurrent.ForkJoinPool.");
                }))
                .check(Shipped.CLASSES);
    }

    @Test
    void chanceComesFromOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(WIRING)
                .and()
                .doNotHaveFullyQualifiedName(CLIENT_DEFAULTS)
                .should()
                .accessTargetWhere(DescribedPredicate.describe("draw lots", access -> {
                    boolean isSecure = name(access).equals("java.security.SecureRandom.<init>");
                    boolean isLocal = access.getTargetOwner().isEquivalentTo(ThreadLocalRandom.class);
                    return isSecure
                            || isLocal
                            || CHANCE.contains(access.getTarget().getFullName());
                }))
                .check(Shipped.CLASSES);
    }

    private static String name(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getName();
    }
}
