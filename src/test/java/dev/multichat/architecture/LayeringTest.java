package dev.multichat.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Vertx;

/** Dependencies point one way; docs/adr/0001 draws the line. */
@AnalyzeClasses(packages = "dev.multichat", importOptions = DoNotIncludeTests.class)
class LayeringTest {

  @ArchTest
  static final ArchRule arrowsPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.multichat..")
          .withOptionalLayers(true)
          .layer("app")
          .definedBy("dev.multichat.app..")
          .layer("demo")
          .definedBy("dev.multichat.demo..")
          .layer("bench")
          .definedBy("dev.multichat.bench..")
          .layer("gateway")
          .definedBy("dev.multichat.gateway..")
          .layer("bridge")
          .definedBy("dev.multichat.gateway.bridge..")
          .layer("client")
          .definedBy("dev.multichat.client..")
          .layer("cli")
          .definedBy("dev.multichat.cli..")
          .layer("deliver")
          .definedBy("dev.multichat.deliver..")
          .layer("move")
          .definedBy("dev.multichat.move..")
          .layer("retain")
          .definedBy("dev.multichat.retain..")
          .layer("record")
          .definedBy("dev.multichat.record..")
          .layer("hub")
          .definedBy("dev.multichat.hub..")
          .layer("bus")
          .definedBy("dev.multichat.bus..")
          .layer("store")
          .definedBy("dev.multichat.store..")
          .layer("devlog")
          .definedBy("dev.multichat.devlog..")
          .layer("metrics")
          .definedBy("dev.multichat.metrics..")
          .layer("config")
          .definedBy("dev.multichat.config..")
          .layer("wire")
          .definedBy("dev.multichat.wire..")
          .layer("core")
          .definedBy("dev.multichat.core..")
          .whereLayer("app")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("demo")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("bench")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("cli")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("gateway")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("bridge")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("client")
          .mayOnlyBeAccessedByLayers("app", "cli", "bench", "demo")
          .whereLayer("deliver")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("move")
          .mayOnlyBeAccessedByLayers("app", "retain")
          .whereLayer("retain")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("record")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("hub")
          .mayOnlyBeAccessedByLayers("app", "deliver", "record")
          .whereLayer("bus")
          .mayOnlyBeAccessedByLayers("app", "demo", "bench", "bridge", "deliver", "record", "hub")
          .whereLayer("devlog")
          .mayOnlyBeAccessedByLayers("app", "hub")
          .whereLayer("metrics")
          .mayOnlyBeAccessedByLayers("app", "gateway", "deliver", "record", "hub", "bus")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers(
              "app", "bench", "deliver", "move", "retain", "record", "hub", "bus", "devlog");

  @ArchTest
  static final ArchRule moveKnowsOnlyThePort =
      noClasses()
          .that()
          .resideInAPackage("dev.multichat.move..")
          .should()
          .dependOnClassesThat(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "belong to neither move, store, wire nor core",
                  c ->
                      c.getPackageName().startsWith("dev.multichat.")
                          && !c.getPackageName()
                              .matches("dev\\.multichat\\.(move|store|wire|core)")));

  @ArchTest
  static final ArchRule onlyMetricsKnowsMicrometer =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.multichat.metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.prometheus..");

  @ArchTest
  static final ArchRule metricsKnowNothingButTheDomain =
      noClasses()
          .that()
          .resideInAPackage("dev.multichat.metrics..")
          .should()
          .dependOnClassesThat(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "belong to neither metrics nor core",
                  c ->
                      c.getPackageName().startsWith("dev.multichat.")
                          && !c.getPackageName().matches("dev\\.multichat\\.(metrics|core)")));

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("dev.multichat.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule coreDoesNoInputOrOutput =
      classes()
          .that()
          .resideInAPackage("dev.multichat.core..")
          .should()
          .onlyDependOnClassesThat(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "belong to core, to the JDK without I/O, or are Future",
                  c ->
                      c.getPackageName().startsWith("dev.multichat.core")
                          || c.getPackageName().startsWith("org.jspecify.annotations")
                          || c.getPackageName().equals("java.lang")
                          || c.getPackageName().startsWith("java.lang.")
                          || c.getPackageName().startsWith("java.time")
                          || c.getPackageName().startsWith("java.util")
                          || c.getName().equals("io.vertx.core.Future")));

  @ArchTest
  static final ArchRule onlyAppNamesAStore =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.multichat.app..", "dev.multichat.store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.multichat.store.*..");

  @ArchTest
  static final ArchRule onlyBusTouchesTheEventBus =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.multichat.bus..")
          .should()
          .callMethod(Vertx.class, "eventBus");

  @ArchTest
  static final ArchRule onlyAppNamesDevlogVerticle =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.multichat.app..", "dev.multichat.devlog..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("DevlogVerticle");
}
