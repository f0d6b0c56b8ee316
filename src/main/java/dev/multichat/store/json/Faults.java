package dev.multichat.store.json;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what files report into the codes that the port promises. */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  /** What Linux, macOS and Windows say of a full disk or a used-up quota. */
  private static final Pattern FULL =
      Pattern.compile("no space left|not enough space|quota exceeded|disk full");

  private Faults() {}

  static MultichatException of(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof MultichatException known) {
        return known;
      }
      if (t instanceof IOException e) {
        return of(e);
      }
    }
    return incident(failure);
  }

  private static MultichatException of(IOException e) {
    String said = String.valueOf(e.getMessage());
    if (FULL.matcher(said.toLowerCase(Locale.ROOT)).find()) {
      return new MultichatException(
          ErrorCode.STORAGE_FULL,
          "The disk that holds the log is full, so nothing was written; free some space and send"
              + " again.",
          e);
    }
    return new MultichatException(
        ErrorCode.UNAVAILABLE,
        "The log cannot be used (" + said + "); check its files, folder and disk.",
        e);
  }

  /** What is tried again before the next batch. */
  static void later(Exception e) {
    LOG.error("The log could not be opened again after a failed write; trying later.", e);
  }

  /** What nobody foresaw: logged under an id, which is all that is told of it. */
  private static MultichatException incident(Throwable failure) {
    String incident = UUID.randomUUID().toString();
    LOG.error("incident {} in the store", incident, failure);
    return new MultichatException(
        ErrorCode.INTERNAL,
        "The store failed; its log tells why under incident " + incident + ".",
        failure);
  }

  static MultichatException damaged(String where) {
    return new MultichatException(
        ErrorCode.INTERNAL,
        "The line " + where + " of the log is damaged; restore it from a backup.");
  }

  static MultichatException closed() {
    return new MultichatException(ErrorCode.UNAVAILABLE, "The store is closed.");
  }
}
