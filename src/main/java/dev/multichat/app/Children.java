package dev.multichat.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Processes that this one started. Once this is closed all of them are gone, and no more can be
 * started. Safe for any thread.
 */
final class Children implements AutoCloseable {
  private static final long TO_STOP_SECONDS = 5;

  private final List<Process> started = new ArrayList<>();
  private boolean closed;

  /** Starts one more; fails when this is closed. */
  synchronized Process start(ProcessBuilder command) throws IOException {
    if (closed) {
      throw new IOException("this process is about to stop");
    }
    Process process = command.start();
    started.add(process);
    return process;
  }

  /** Tells all of them to stop, and kills who has not within 5 s. */
  @Override
  public synchronized void close() {
    closed = true;
    started.forEach(Process::destroy);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(TO_STOP_SECONDS);
    started.forEach(process -> end(process, until - System.nanoTime()));
  }

  private static void end(Process process, long nanos) {
    try {
      if (!process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
