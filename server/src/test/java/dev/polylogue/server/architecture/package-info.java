/**
 * The walls of the project, for all modules: who may import whom, what nobody may call, how long a file or a method may
 * get. They lie in this module because it sees all the others. A wall that is in the way is moved by changing its test,
 * with the reason, not by an exception in the code.
 */
@NullMarked
package dev.polylogue.server.architecture;

import org.jspecify.annotations.NullMarked;
