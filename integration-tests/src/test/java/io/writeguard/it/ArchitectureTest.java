package io.writeguard.it;

import static com.tngtech.archunit.base.DescribedPredicate.allElements;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> OTHER_LIBRARIES = resideInAnyPackage("com..", "net..", "org..");

    private static final JavaClasses PROJECT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.writeguard.rules", "io.writeguard.driver");

    static Stream<ArchRule> rules() {
        return Stream.of(
                slices().matching("io.writeguard.(**)").should().beFreeOfCycles(),
                noClasses()
                        .that()
                        .resideInAPackage("io.writeguard.rules..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.sql..", "javax.sql..", "io.writeguard.driver..")
                        .because("the rules read text and values and know no database"),
                noClasses()
                        .that()
                        .resideInAPackage("io.writeguard.rules")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.writeguard.rules.*..")
                        .because("the rules file as values is what every other package builds on"),
                noClasses()
                        .that()
                        .resideInAPackage("io.writeguard.rules.sql")
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("io.writeguard.rules", "io.writeguard.rules.plan"))
                        .because("the lexer knows neither grammar nor rules file"),
                noClasses()
                        .that(not(resideInAPackage("io.writeguard.rules.plan")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("net.sf.jsqlparser..")
                        .because("the parser stands behind one adapter"),
                noClasses()
                        .that(not(resideInAPackage("io.writeguard.rules")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.snakeyaml..")
                        .because("YAML ends where the rules are read"),
                noClasses()
                        .that(not(resideInAPackage("io.writeguard.driver.cli..")))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                "io.writeguard.driver.cli..", "picocli..", "com.google.gson..", "io.zonky.."))
                        .because("the command line uses the library, and the library does without it"),
                onlyIn("io.writeguard.driver.spring", "org.springframework..", "com.zaxxer.."),
                onlyIn("io.writeguard.driver.junit", "org.junit.."),
                noClasses()
                        .that(not(resideInAnyPackage("io.writeguard.driver.micrometer", "io.writeguard.driver.spring")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.micrometer..")
                        .because("whoever has no Micrometer does without it"),
                noClasses()
                        .that(resideInAPackage("io.writeguard.driver.*.."))
                        .and(not(resideInAnyPackage(
                                "io.writeguard.driver.cli..",
                                "io.writeguard.driver.junit..",
                                "io.writeguard.driver.micrometer..",
                                "io.writeguard.driver.spring..")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.writeguard.driver")
                        .because("what users call puts the rooms together, and no room calls it"),
                noClasses()
                        .that()
                        .resideInAPackage("io.writeguard.driver.session..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.writeguard.driver.jdbc..")
                        .because("the JDBC edge calls the session, never the other way round"),
                fields().that()
                        .areStatic()
                        .should()
                        .beFinal()
                        .because("guards of one JVM must not meet in static state"),
                methods()
                        .that()
                        .arePublic()
                        .and()
                        .areDeclaredInClassesThat(resideInAPackage("io.writeguard.driver"))
                        .should()
                        .haveRawReturnType(not(OTHER_LIBRARIES))
                        .andShould()
                        .haveRawParameterTypes(allElements(not(OTHER_LIBRARIES)))
                        .because("a library behind the guard must not become part of its users' code"));
    }

    private static ArchRule onlyIn(String home, String... libraries) {
        return noClasses()
                .that(not(resideInAPackage(home)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(libraries))
                .because("whoever does not use " + String.join(", ", libraries) + " does without it");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(PROJECT);
    }
}
