package org.jlixir.checks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may know of what, and that nothing hangs on the JVM that belongs to a node. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    "org.jlixir.runtime",
                    "org.jlixir.grammar",
                    "org.jlixir.compiler",
                    "org.jlixir.stdlib",
                    "org.jlixir.embed",
                    "org.jlixir.repl");

    /** The table of atoms is the one thing that all nodes of a JVM share. */
    private static final String ATOM = "org.jlixir.runtime.term.Atom";

    /** The process that a thread runs, for code that can not be given it. */
    private static final String EXPECTED_FAILURES = "org.jlixir.runtime.error.ExpectedFailures";

    /** What is made to change: whoever holds one in a static field has state for the whole JVM. */
    private static final DescribedPredicate<JavaClass> CHANGING = resideInAPackage("java.util.concurrent..")
            .and(DescribedPredicate.describe(
                    "holding values", type -> !type.getName().endsWith("FieldUpdater")))
            .or(DescribedPredicate.describe(
                    "made to change",
                    type -> Set.of(
                                    "java.lang.ThreadLocal",
                                    "java.lang.StringBuilder",
                                    "java.util.ArrayDeque",
                                    "java.util.Random",
                                    "java.util.BitSet",
                                    "java.util.WeakHashMap")
                            .contains(type.getName())))
            .as("made to change");

    @Test
    void modulesKnowOnlyEarlierOnes() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("runtime")
                .definedBy("org.jlixir.runtime..")
                .layer("grammar")
                .definedBy("org.jlixir.grammar..")
                .layer("compiler")
                .definedBy("org.jlixir.compiler..")
                .layer("stdlib")
                .definedBy("org.jlixir.stdlib..")
                .layer("repl")
                .definedBy("org.jlixir.repl..", "org.jlixir.embed..")
                .whereLayer("repl")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("stdlib")
                .mayOnlyBeAccessedByLayers("repl")
                .whereLayer("compiler")
                .mayOnlyBeAccessedByLayers("stdlib", "repl")
                .whereLayer("grammar")
                .mayOnlyBeAccessedByLayers("compiler", "stdlib", "repl")
                .check(CLASSES);
    }

    /** The packages of runtime and compiler are bound up with each other: a process, its terms, its code. */
    @ParameterizedTest
    @ValueSource(strings = {"grammar", "repl", "stdlib"})
    void packagesOfAModuleHaveNoCycles(String module) {
        slices().assignedFrom(packagesOf("org.jlixir." + module))
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void noStaticFieldIsAssignedAnew() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .areNotAssignableTo("org.antlr.v4.runtime.Lexer") // which ANTLR writes
                .should()
                .beFinal()
                .check(CLASSES);
    }

    @Test
    void noStaticFieldHoldsWhatIsMadeToChange() {
        fields().that()
                .areStatic()
                .and()
                .areNotDeclaredIn(ATOM)
                .and()
                .areNotDeclaredIn(EXPECTED_FAILURES)
                .should()
                .notHaveRawType(CHANGING)
                .check(CLASSES);
    }

    @Test
    void collectionsInStaticFieldsAreUnmodifiable() {
        fields().that()
                .areStatic()
                .and()
                .areFinal()
                .and()
                .haveRawType(DescribedPredicate.describe(
                        "collections", type -> type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class)))
                .and()
                .areNotDeclaredIn(ATOM)
                .should(beUnmodifiable())
                .check(CLASSES);
    }

    private static ArchCondition<JavaField> beUnmodifiable() {
        return new ArchCondition<>("hold an unmodifiable collection") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                Object value = value(field);
                String type = value.getClass().getName();
                boolean kept =
                        type.startsWith("java.util.ImmutableCollections") || type.startsWith("java.util.Collections$");
                events.add(new SimpleConditionEvent(field, kept, field.getFullName() + " holds a " + type));
            }
        };
    }

    private static Object value(JavaField field) {
        try {
            Field declared = field.reflect();
            declared.setAccessible(true);
            return declared.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static SliceAssignment packagesOf(String module) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                return name.equals(module) || name.startsWith(module + ".")
                        ? SliceIdentifier.of(name)
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of " + module;
            }
        };
    }
}
