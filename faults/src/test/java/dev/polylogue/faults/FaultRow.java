package dev.polylogue.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes a test class a row of the table of faults. Its tests take a parameter {@link Measured} for their figures, and
 * the row holds when all of them are green.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FaultTable.class)
@interface FaultRow {

    /** Where it stands in the table. */
    int number();

    /** What is broken. */
    String fault();

    /** What must hold all the same, with its figure. */
    String holds();
}
