package dev.polylogue.server.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import org.junit.jupiter.api.Test;
import org.springframework.boot.jackson.JacksonComponent;
import org.springframework.context.event.EventListener;

/** Nobody looks for these annotations at a start: what has one would be left alone without a word. */
final class UnusedScansTest {

    @Test
    void noMethodListensToEventsByAnnotation() {
        noMethods().should().beAnnotatedWith(EventListener.class).check(Shipped.CLASSES);
    }

    @Test
    void noClassSaysByAnnotationHowItIsWrittenAsJson() {
        noClasses().should().beAnnotatedWith(JacksonComponent.class).check(Shipped.CLASSES);
    }

    @Test
    void nothingIsCheckedByAnnotations() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.validation..")
                .check(Shipped.CLASSES);
    }
}
