package dev.multichat.devlog;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The text of a devlog, or a stub in its place when it cannot be made, so that one exchange never
 * holds up all others. Each such exchange is logged once. For one thread at a time.
 */
final class Rendering {
  private static final Logger LOG = LoggerFactory.getLogger(Rendering.class);
  private static final int MOST_TOLD = 10_000;

  private final Function<Sheet, String> writer;
  private final Set<String> told = new HashSet<>();

  Rendering(Function<Sheet, String> writer) {
    this.writer = writer;
  }

  String of(Sheet sheet) {
    Throwable fault = sheet.fault();
    if (fault != null) {
      return stub(sheet, fault);
    }
    try {
      return writer.apply(sheet);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      return stub(sheet, e);
    }
  }

  private String stub(Sheet sheet, Throwable fault) {
    String id = sheet.key().id();
    if (told.size() < MOST_TOLD && told.add(id)) {
      LOG.error("The devlog of exchange {} could not be written; a stub says so.", id, fault);
    }
    return Stub.of(sheet, fault);
  }
}
