package dev.multichat.cli;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import dev.multichat.wire.CodingClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The script that a coding agent's program runs when it is about to stop, for its owner alone. What
 * it has told lies in a folder beside it.
 */
record HookScript(Path file, CodingClient client) {
  /** By which a file of ours is known. */
  private static final String OURS = "# multichat-hook:";

  private static final String HUB = "\nurl=";
  private static final String OWNER_ONLY = "rwx------";
  private static final int LOOKED_AT = 4000;

  /** In this folder, or else this very file. */
  static HookScript at(@Nullable Path folder, @Nullable Path named, CodingClient client) {
    Path file = folder == null ? Path.of(String.valueOf(named)) : folder.resolve(client + ".sh");
    return new HookScript(file.toAbsolutePath().normalize(), client);
  }

  /** Writes it; INVALID when there is a file of others or of another hub, unless that is wanted. */
  void write(Engine.Target target, boolean force) {
    try {
      if (!force && Files.exists(file)) {
        checkOurs(Joining.quoted(target.url().toString()));
      }
      Path folder = file.resolveSibling("");
      Files.createDirectories(folder, ownerOnly(folder));
      Path told = told();
      Files.createDirectories(told, ownerOnly(told));
      makePrivate(told);
      put(text(target, told), folder);
    } catch (IOException e) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE,
          "The hook "
              + Texts.shown(file.toString())
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + "); name another place with --hook.",
          e);
    }
  }

  private Path told() {
    return file.resolveSibling(file.getFileName() + ".told");
  }

  private void checkOurs(String hub) throws IOException {
    String text = beginning();
    if (!text.contains("\n" + OURS)) {
      throw kept(" is there and is no hook of Multichat");
    }
    int at = text.indexOf(HUB);
    String url = at < 0 ? "" : text.substring(at + HUB.length()).lines().findFirst().orElse("");
    if (!url.equals(hub)) {
      throw kept(" wakes the agents of another hub, " + Texts.shown(url));
    }
  }

  private MultichatException kept(String why) {
    return MultichatException.invalid(
        "The file "
            + Texts.shown(file.toString())
            + why
            + "; name another with --hook, or write over it with --force.");
  }

  private String beginning() throws IOException {
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LOOKED_AT), StandardCharsets.UTF_8);
    }
  }

  private void put(String text, Path folder) throws IOException {
    Path fresh = Files.createTempFile(folder, "hook", ".tmp", ownerOnly(folder));
    try {
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private String text(Engine.Target target, Path told) {
    String certificate = target.certificate();
    String trust = certificate == null ? "" : " --cacert " + Joining.quoted(certificate);
    return template()
        .replace("@NAME@", name())
        .replace("@CLIENT@", client.toString())
        .replace("@DECISION@", client.decision())
        .replace("@URL@", Joining.quoted(target.url().toString()))
        .replace("@TRUST@", trust)
        .replace("@TOLD@", Joining.quoted(told.toString()));
  }

  private String name() {
    return switch (client) {
      case CLAUDE -> "Claude Code";
      case CODEX -> "Codex";
      case GEMINI -> "Gemini CLI";
    };
  }

  private static String template() {
    try (InputStream in = HookScript.class.getResourceAsStream("hook.sh")) {
      if (in == null) {
        throw new IllegalStateException("hook.sh belongs to the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder that was there may have been made by somebody else. */
  private static void makePrivate(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OWNER_ONLY));
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path place) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
        }
        : new FileAttribute<?>[0];
  }
}
