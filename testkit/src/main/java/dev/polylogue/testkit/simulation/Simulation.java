package dev.polylogue.testkit.simulation;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.StoredGeneration;
import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.Violation;
import dev.polylogue.testkit.memory.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/**
 * One history of an engine, drawn from a seed: a few people with a few conversations, a model, a disk and a network that
 * fail, a server that crashes and restarts, a wall clock that jumps. Then everything is healed, has to come to rest, and
 * is judged.
 */
public final class Simulation {

    private static final Duration SETTLE = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int QUIET_LOOKS = 10;
    private static final List<UserId> OWNERS = List.of(new UserId("ann"), new UserId("ben"));

    private final World world;
    private final Plot plot;
    private final Disk disk;
    private final SimulatedServer server;
    private final SplittableRandom chance;
    private final List<SimulatedFollower> followers = new ArrayList<>();
    private boolean arePeopleDone;
    private boolean isOver;

    private Simulation(long seed, Flaw flaw) {
        this.world = new World(seed);
        var tables = new MemoryStore();
        this.plot = new Plot(world, tables);
        this.disk = new Disk(world, flaw);
        this.server = new SimulatedServer(world, tables, disk, plot);
        this.chance = world.chance();
    }

    /**
     * What came of it.
     *
     * @param violations what went wrong; none is what everybody wants
     * @param trace a number that differs when anything happened in another order
     * @param steps how often a thread was drawn
     */
    public record Outcome(long seed, List<String> violations, long trace, long steps) {

        public Outcome {
            violations = List.copyOf(violations);
        }
    }

    /** Plays that seed's history to its end, on the calling thread. */
    public static Outcome play(long seed, Flaw flaw) {
        return new Simulation(seed, flaw).play(seed);
    }

    private Outcome play(long seed) {
        world.outside().startThread("director", this::direct);
        try {
            world.runUntil(() -> isOver);
        } catch (AssertionError stuck) {
            world.complain(String.valueOf(stuck.getMessage()));
        }
        List<String> violations = new ArrayList<>(world.complaints());
        world.recorder().store(plot.look());
        plot.sent().forEach(world.recorder()::sent);
        Checker.atRest().violations(world.recorder().history()).stream()
                .map(Violation::toString)
                .forEach(violations::add);
        return new Outcome(
                seed, violations, world.scheduler().trace(), world.scheduler().steps());
    }

    private void direct() {
        try {
            server.start();
            List<SimulatedPerson> people = people();
            var done = new CountDownLatch(people.size());
            people.forEach(person -> world.outside().startThread("person", () -> {
                person.run();
                done.countDown();
            }));
            Thread operator = world.outside().startThread("operator", this::operate);
            done.await();
            arePeopleDone = true;
            operator.join();
            settle();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            isOver = true;
        }
    }

    private List<SimulatedPerson> people() {
        List<SimulatedPerson> people = new ArrayList<>();
        for (UserId owner : OWNERS) {
            int tabs = 1 + chance.nextInt(2);
            for (int tab = 0; tab < tabs; tab++) {
                people.add(new SimulatedPerson(world, server, plot, owner, 4 + chance.nextInt(8)));
            }
            for (int browser = 0; browser < 1 + chance.nextInt(2); browser++) {
                var follower = new SimulatedFollower(world, server, plot, owner, "browser " + browser + " of " + owner);
                followers.add(follower);
                follower.start();
            }
        }
        return people;
    }

    /** Lets the process die or restart, and the clock jump, every now and then. */
    private void operate() {
        try {
            while (!arePeopleDone) {
                world.outside().pause(Duration.ofMillis(500 + chance.nextInt(6_000)));
                int lot = arePeopleDone ? 5 : chance.nextInt(6);
                if (lot == 0) {
                    server.crash();
                } else if (lot == 1) {
                    server.close();
                    world.outside().pause(Duration.ofMillis(chance.nextInt(500)));
                    server.start();
                } else if (lot < 4) {
                    world.jump(Duration.ofHours(chance.nextBoolean() ? 1 : -1));
                }
            }
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** All faults are over: everything has to end. Only a question may wait for its person, who now stops it. */
    private void settle() throws InterruptedException {
        disk.heal();
        followers.forEach(SimulatedFollower::heal);
        long until = world.nanos() + SETTLE.toNanos();
        // What waits to be sent goes a moment after the end before it: quiet is what stays quiet.
        int quietLooks = 0;
        while (quietLooks < QUIET_LOOKS) {
            quietLooks = server.running() != null && isQuiet() ? quietLooks + 1 : 0;
            if (world.nanos() > until) {
                world.complain("it does not come to rest: " + plot.active());
                return;
            }
            world.outside().pause(LOOK_EVERY);
        }
        for (SimulatedFollower follower : followers) {
            if (!follower.live().isEmpty()) {
                world.complain("a follower still shows as not ended: " + follower.live());
            }
        }
        plot.lostFollowUps().forEach(world::complain);
        followers.forEach(SimulatedFollower::end);
        server.close();
    }

    private boolean isQuiet() {
        List<StoredGeneration> active = plot.active();
        for (StoredGeneration generation : active) {
            switch (generation.phase()) {
                case AWAITING_INPUT -> new Commands(world, server, plot, generation.owner()).stop(generation);
                case QUEUED, RUNNING, STOPPING, COMPLETED, STOPPED, FAILED, INTERRUPTED -> {}
            }
        }
        return active.isEmpty() && OWNERS.stream().allMatch(this::isQuiet);
    }

    private boolean isQuiet(UserId owner) {
        return server.ask(engine -> engine.answers().active(owner)).isEmpty();
    }
}
