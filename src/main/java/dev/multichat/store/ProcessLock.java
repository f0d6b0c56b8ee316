package dev.multichat.store;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a store to one process that writes. The operating system gives the lock up with the
 * process, however that ends; the file beside the store names the process.
 */
public final class ProcessLock implements AutoCloseable {
  // A POSIX lock is lost when any channel on its file is closed in the same process, so the file
  // must not even be opened while this process holds it.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private ProcessLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** CONFLICT, naming the process, when another one (or this one) has the store in use. */
  public static ProcessLock take(Path folder, Path store) throws IOException {
    // Whatever links lead to it, a store has one lock.
    Path real =
        Files.exists(store)
            ? store.toRealPath()
            : folder.toRealPath().resolve(String.valueOf(store.getFileName()));
    Path file =
        Files.isDirectory(real)
            ? real.resolve(".lock")
            : real.resolveSibling(real.getFileName() + ".lock");
    if (!HELD.add(file)) {
      throw inUse(store, String.valueOf(ProcessHandle.current().pid()));
    }
    try {
      return new ProcessLock(file, locked(store, file));
    } catch (IOException | RuntimeException e) {
      HELD.remove(file);
      throw e;
    }
  }

  private static FileChannel locked(Path store, Path file) throws IOException {
    Private.file(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    // Only the far end is locked, since Windows lets nobody read a locked range.
    if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) == null) {
      channel.close();
      throw inUse(store, Files.readString(file).strip());
    }
    byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
    return channel;
  }

  private static MultichatException inUse(Path store, String pid) {
    return new MultichatException(
        ErrorCode.CONFLICT,
        store + " is in use by process " + pid + "; stop it, or give another store with --store.");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new MultichatException(ErrorCode.UNAVAILABLE, "The lock file cannot be closed.", e);
    } finally {
      HELD.remove(file);
    }
  }
}
