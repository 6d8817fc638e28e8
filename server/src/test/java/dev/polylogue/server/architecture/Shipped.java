package dev.polylogue.server.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The compiled classes of all modules but their tests, read once. */
final class Shipped {

    static final JavaClasses CLASSES = new ClassFileImporter().importPaths(Sources.compiled());

    private Shipped() {}
}
