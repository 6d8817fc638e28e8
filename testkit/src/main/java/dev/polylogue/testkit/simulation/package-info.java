/**
 * The real engine, with its real blocking code, in a world where everything else is simulated: the scheduler of its
 * virtual threads, time, the model server, the store, the network and the people. One seed decides every choice, so one
 * seed is one history, which replays exactly. It must never read a clock, start a thread of the machine, or draw lots
 * other than from its seed. Needs {@code --add-opens java.base/java.lang=ALL-UNNAMED}.
 */
@NullMarked
package dev.polylogue.testkit.simulation;

import org.jspecify.annotations.NullMarked;
