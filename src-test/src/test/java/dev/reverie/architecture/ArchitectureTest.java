package dev.reverie.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

@AnalyzeClasses(packages = "dev.reverie", importOptions = OnlyModules.class)
final class ArchitectureTest {
  private static final String VECTOR_LOOPS = "dev.reverie.numeric.vector";
  private static final String CLOCK = "dev.reverie.clock.Clock";

  @ArchTest
  static final ArchRule modelsShouldBePlainJava =
      noClasses()
          .that(Module.MODELS.classes())
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("akka..", "com.typesafe..", "scala..", "org.agrona.."));

  @ArchTest
  static final ArchRule modelsShouldNotSeeTheEngine =
      noClasses()
          .that(Module.MODELS.classes())
          .should()
          .dependOnClassesThat(Module.CORE.classes().or(Module.SERVICE.classes()));

  @ArchTest
  static final ArchRule coreShouldNotSeeTheService =
      noClasses()
          .that(Module.CORE.classes())
          .should()
          .dependOnClassesThat(Module.SERVICE.classes());

  @ArchTest
  static final ArchRule theServiceShouldSeeTheEnginesPublicFaceOnly =
      noClasses()
          .that(Module.SERVICE.classes())
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "dev.reverie.aggregate..",
                  "dev.reverie.chain..",
                  "dev.reverie.protocol..",
                  "dev.reverie.snapshot.."));

  @ArchTest
  static final ArchRule coreShouldNotAskWhichModelItHas =
      noClasses()
          .that(Module.CORE.classes())
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "dev.reverie.energy..",
                  "dev.reverie.label..",
                  "dev.reverie.metropolis..",
                  "dev.reverie.rbm..",
                  "dev.reverie.unit.."));

  @ArchTest
  static final ArchRule coreShouldBeALibraryToEmbed =
      noClasses()
          .that(Module.CORE.classes())
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "picocli..", "akka.http..", "java.net.http..", "com.sun.net.httpserver.."));

  @ArchTest
  static final ArchRule onlyTheServiceShouldEndTheJvm =
      noClasses()
          .that(not(Module.SERVICE.classes()))
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule packagesShouldNotFormCycles =
      slices().matching("dev.reverie.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyOnePackageShouldSeeTheVectorApi =
      noClasses()
          .that(not(resideInAPackage(VECTOR_LOOPS)))
          .should()
          .dependOnClassesThat(resideInAPackage("jdk.incubator.."));

  @ArchTest
  static final ArchRule theVectorLoopsShouldBeLoadedByName =
      noClasses()
          .that(not(resideInAPackage(VECTOR_LOOPS)))
          .should()
          .dependOnClassesThat(resideInAPackage(VECTOR_LOOPS));

  @ArchTest
  static final ArchRule onlyTheClockShouldReadTheTime =
      classes().that().doNotHaveFullyQualifiedName(CLOCK).should(new NotReadTheTime());

  @ArchTest
  static final ArchRule randomNumbersShouldComeFromOurStreams =
      noClasses()
          .should()
          .dependOnClassesThat(resideInAPackage("java.util.random.."))
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)")
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static void eachPackageShouldLiveInOneModule(JavaClasses imported) {
    Map<String, Set<Module>> homes = new TreeMap<>();
    imported.forEach(
        type ->
            Module.of(type)
                .ifPresent(
                    module ->
                        homes
                            .computeIfAbsent(
                                type.getPackageName(), name -> EnumSet.noneOf(Module.class))
                            .add(module)));
    homes.values().removeIf(modules -> modules.size() == 1);
    assertEquals(Map.of(), homes);
  }
}
