package dev.multichat.store.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The damaged bytes that were set aside beside the log. What a deleted session said may be among
 * them: a file stays only when each of its lines is of sessions that are still there.
 */
final class SetAside {
  private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

  // A quote in a text is escaped, so that no text looks like this.
  private static final Pattern SESSION = Pattern.compile("\"session\":\"([^\"]*)\"");

  private final Folder folder;
  private final State state;

  SetAside(Folder folder, State state) {
    this.folder = folder;
    this.state = state;
  }

  void forget() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder.path())) {
      files = all.filter(file -> file.getFileName().toString().contains(".damaged-")).toList();
    }
    for (Path file : files) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (!text.lines().filter(line -> !line.isBlank()).allMatch(this::isOfOthers)) {
        Files.deleteIfExists(file);
        LOG.warn("{} is removed, since a deleted session may be told of in it.", file);
      }
    }
    folder.force();
  }

  private boolean isOfOthers(String line) {
    Matcher named = SESSION.matcher(line);
    boolean any = false;
    while (named.find()) {
      any = true;
      if (state.sessions.find(named.group(1)) == null) {
        return false;
      }
    }
    return any;
  }
}
