package dev.multichat.devlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Function;

/** Writes devlogs and the indexes of their folders. Blocks; for one thread at a time. */
final class Pages {
  /** How many devlogs a day's folder takes. */
  static final int MOST_FILES = 10_000;

  private final Folder folder;
  private final Index index;
  private final Rendering rendering;

  Pages(Path root, int mostFiles) {
    this(new Folder(root, mostFiles), Sheet::markdown);
  }

  Pages(Path root, int mostFiles, Function<Sheet, String> writer) {
    this(new Folder(root, mostFiles), writer);
  }

  Pages(Folder folder, Function<Sheet, String> writer) {
    this.rendering = new Rendering(writer);
    this.folder = folder;
    this.index = new Index(folder);
  }

  void write(Collection<Sheet> sheets) throws IOException {
    for (Sheet sheet : sheets) {
      put(sheet.name(), rendering.of(sheet));
    }
  }

  private void put(String name, String text) throws IOException {
    index.note(name, folder.write(name, text), text);
  }

  /** Writes them too; how many of them were missing or lay there in another text. */
  long renew(Collection<Sheet> sheets) throws IOException {
    long changed = 0;
    for (Sheet sheet : sheets) {
      String text = rendering.of(sheet);
      changed += folder.holds(sheet.name(), text) ? 0 : 1;
      put(sheet.name(), text);
    }
    return changed;
  }

  /** Removes devlogs, and rewrites the indexes of their days; may be repeated. */
  void remove(Collection<String> names) throws IOException {
    for (String name : names) {
      String file = name.substring(name.indexOf('/') + 1);
      for (String in : folder.remove(name)) {
        index.gone(in, file);
      }
    }
    index.flush();
  }

  void writeIndex() throws IOException {
    index.flush();
  }
}
