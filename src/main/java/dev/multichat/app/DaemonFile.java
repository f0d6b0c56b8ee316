package dev.multichat.app;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.multichat.config.RunningDaemon;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells commands where the daemon of this user runs: {@code ~/.multichat/daemon.json}, readable
 * only by its owner. The daemon that started last is the one that stands there.
 */
final class DaemonFile {
  /**
   * What stands in the file.
   *
   * @param store its URL without secrets, which holds from every folder
   * @param devlogs the absolute path of its devlogs
   * @param folder where it was started
   * @param url where it is reached over HTTP; absent when it is not
   * @param tokenFile the absolute path of the file with the operator's token
   * @param certificate the absolute path of the PEM file of its certificate; absent without TLS
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Running(
      long pid,
      String store,
      String devlogs,
      String folder,
      Instant started,
      @Nullable String url,
      @Nullable String tokenFile,
      @Nullable String certificate) {

    private RunningDaemon known() {
      return new RunningDaemon(pid, store, devlogs, url, tokenFile, certificate);
    }
  }

  private final Path path;
  private @Nullable String before;

  DaemonFile(Path home) {
    this.path = home.resolve(".multichat").resolve("daemon.json");
  }

  /** Replaces the file in one step; the living daemon that it told of before, if there was one. */
  Optional<RunningDaemon> write(Running running) throws IOException {
    Optional<RunningDaemon> other = living();
    before = other.isPresent() ? Files.readString(path) : null;
    put(Wire.pretty(running) + "\n");
    return other;
  }

  private void put(String text) throws IOException {
    Path folder = path.resolveSibling("");
    Files.createDirectories(folder);
    restrict(folder, "rwx------");
    Path fresh = Files.createTempFile(folder, "daemon", ".tmp", ownerOnly());
    try {
      Files.writeString(fresh, text);
      Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** The daemon that it tells of, if that one lives. */
  Optional<RunningDaemon> living() {
    try {
      Running told = Wire.decode(Files.readString(path), Running.class);
      return lives(told.pid()) && told.store() != null && told.devlogs() != null
          ? Optional.of(told.known())
          : Optional.empty();
    } catch (IOException | MultichatException e) {
      return Optional.empty();
    }
  }

  /**
   * Takes this process out of the file if it is there; a daemon that stood there before returns.
   */
  void remove(long pid) throws IOException {
    if (Files.exists(path) && pidIn(Files.readString(path)) == pid) {
      Files.delete(path);
      if (before != null && lives(pidIn(before))) {
        put(before);
      }
    }
  }

  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static long pidIn(String json) {
    try {
      return Wire.decode(json, Running.class).pid();
    } catch (MultichatException e) {
      return -1;
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private void restrict(Path what, String permissions) throws IOException {
    if (isPosix()) {
      Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(permissions);
      Files.setPosixFilePermissions(what, wanted);
    }
  }

  private boolean isPosix() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
