package dev.multichat.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;

/** The JVM and its process: of what Micrometer can tell, what says whether they are well. */
final class ProcessMeters implements AutoCloseable {
  private static final String OURS = "multichat.";
  private static final Set<String> TOLD =
      Set.of(
          "jvm.memory.used",
          "jvm.memory.committed",
          "jvm.memory.max",
          "jvm.buffer.memory.used",
          "jvm.gc.pause",
          "jvm.gc.memory.allocated",
          "jvm.gc.live.data.size",
          "jvm.threads.live",
          "jvm.threads.peak",
          "process.cpu.usage",
          "process.files.open",
          "process.files.max",
          "process.start.time",
          "process.uptime");

  private final MeterRegistry registry;
  private final JvmGcMetrics collections = new JvmGcMetrics();

  ProcessMeters(MeterRegistry registry) {
    this.registry = registry;
    registry
        .config()
        .meterFilter(
            MeterFilter.denyUnless(
                id -> id.getName().startsWith(OURS) || TOLD.contains(id.getName())));
  }

  void watch(String version) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
    Gauge.builder(OURS + "build.info", () -> 1)
        .description("1, with the release and the JDK as labels")
        .tag("version", version)
        .tag("java", System.getProperty("java.version", ""))
        .register(registry);
  }

  @Override
  public void close() {
    collections.close();
  }
}
