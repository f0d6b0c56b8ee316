package dev.multichat.app;

import dev.multichat.core.MultichatException;
import dev.multichat.hub.Token;
import dev.multichat.store.Private;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** The file that holds the operator's token, for its owner alone; made by the first start. */
final class OperatorToken {
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path path;

  OperatorToken(Path path) {
    this.path = path;
  }

  /** The token in the file, which is made when there is none; INVALID when it cannot be trusted. */
  String taken() {
    try {
      if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
        make();
      }
      checkPrivate();
      String token = Files.readString(path).strip();
      if (!Token.isOne(token)) {
        throw refused("holds no token; remove it, and the next start makes a new one");
      }
      return token;
    } catch (IOException e) {
      throw refused(
          "cannot be used (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")");
    }
  }

  private void make() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Private.folder(folder);
    }
    Private.file(path);
    Files.writeString(path, Token.fresh() + "\n");
  }

  private void checkPrivate() throws IOException {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix && !OWNERS.containsAll(Files.getPosixFilePermissions(path))) {
      throw refused("can be read by others; run: chmod 600 " + path);
    }
  }

  private MultichatException refused(String why) {
    return MultichatException.invalid("The operator's token file " + path + " " + why + ".");
  }
}
