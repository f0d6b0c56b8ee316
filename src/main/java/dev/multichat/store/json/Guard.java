package dev.multichat.store.json;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets readers in together and whoever changes something alone, in turns. What is being written is
 * seen by nobody before it is durable.
 */
final class Guard {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
  private final boolean writing;
  private @Nullable Content content;

  /** Set while the memory may be ahead of the disk, so that nobody reads it. */
  private boolean suspect;

  /** What is done with the content. */
  interface Use<T> {
    T of(Content content) throws IOException;
  }

  Guard(Content content, boolean writing) {
    this.content = content;
    this.writing = writing;
  }

  /** Looks up under the lock, and makes the result of it outside. */
  <T> T read(Use<Supplier<T>> look) throws IOException {
    if (!writing) {
      alone(this::catchUp);
    }
    Supplier<T> found;
    lock.readLock().lock();
    try {
      checkTrusted();
      found = look.of(there());
    } finally {
      lock.readLock().unlock();
    }
    return found.get();
  }

  private Content catchUp(Content before) throws IOException {
    Content now = before.caughtUp();
    content = now;
    return now;
  }

  /** Nobody else reads or changes anything meanwhile. */
  <T> T alone(Use<T> change) throws IOException {
    lock.writeLock().lock();
    try {
      return change.of(there());
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void checkTrusted() {
    if (suspect) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE,
          "The log could not be opened again after a failed write; check its files and disk.");
    }
  }

  private Content there() {
    if (content == null) {
      throw Faults.closed();
    }
    return content;
  }

  /** Puts another content in place; for who is alone. */
  void replace(Content now) {
    content = now;
    suspect = false;
  }

  /** The content may be ahead of the disk until it is replaced; for who is alone. */
  void distrust() {
    suspect = true;
  }

  boolean isSuspect() {
    return suspect;
  }

  /** Waits for those that are reading. */
  void close() throws IOException {
    lock.writeLock().lock();
    try {
      if (content != null) {
        content.close();
        content = null;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
