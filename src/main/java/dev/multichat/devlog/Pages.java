package dev.multichat.devlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/** Writes devlogs and the indexes of their folders. Blocks; for one thread at a time. */
final class Pages {
  /** How many devlogs a day's folder takes. */
  static final int MOST_FILES = 10_000;

  private final Folder folder;
  private final Index index;

  Pages(Path root, int mostFiles) {
    this.folder = new Folder(root, mostFiles);
    this.index = new Index(folder);
  }

  void write(Collection<Sheet> sheets) throws IOException {
    for (Sheet sheet : sheets) {
      String name = sheet.name();
      String text = sheet.markdown();
      index.note(name, folder.write(name, text), text);
    }
  }

  void writeIndex() throws IOException {
    index.flush();
  }
}
