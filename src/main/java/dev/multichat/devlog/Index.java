package dev.multichat.devlog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The index in each day's folder, a function of the devlogs in it. What changed is gathered and
 * written by {@link #flush}; the rows of a folder are read from its files once. For one thread at a
 * time.
 */
final class Index {
  private static final int FOLDERS_KNOWN = 4;
  private static final int ROWS_PER_PAGE = 1000;

  private static final class Table {
    final Map<String, Row> byFile = new HashMap<>();
    final TreeSet<Row> rows = new TreeSet<>();
    List<String> pages = List.of();

    void put(Row row) {
      Row before = byFile.put(row.file(), row);
      if (before != null) {
        rows.remove(before);
      }
      rows.add(row);
    }

    void remove(String file) {
      Row before = byFile.remove(file);
      if (before != null) {
        rows.remove(before);
      }
    }
  }

  private final Folder folder;
  private final Map<String, Map<String, Row>> changed = new LinkedHashMap<>();
  private final Map<String, Table> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Table> eldest) {
          return size() > FOLDERS_KNOWN;
        }
      };

  Index(Folder folder) {
    this.folder = folder;
  }

  /** Takes note of a devlog that was just written. */
  void note(String name, String in, String text) {
    String file = name.substring(name.indexOf('/') + 1);
    row(file, text)
        .ifPresent(row -> changed.computeIfAbsent(in, f -> new HashMap<>()).put(file, row));
  }

  /** Takes note of a devlog that is not there any more. */
  void gone(String in, String file) {
    changed.computeIfAbsent(in, f -> new HashMap<>()).remove(file);
    Table table = known.get(in);
    if (table != null) {
      table.remove(file);
    }
  }

  /**
   * Writes the pages that changed. A folder that cannot be written keeps no other from being
   * written, and is tried again next time unless it is gone.
   */
  void flush() throws IOException {
    IOException trouble = null;
    for (String in : List.copyOf(changed.keySet())) {
      try {
        flush(in);
      } catch (IOException | DirectoryIteratorException e) {
        if (Files.notExists(folder.root().resolve(in))) {
          changed.remove(in);
          known.remove(in);
        } else if (trouble == null) {
          trouble = new IOException(in + ": " + e, e);
        } else {
          trouble.addSuppressed(e);
        }
      }
    }
    if (trouble != null) {
      throw trouble;
    }
  }

  private void flush(String in) throws IOException {
    Table table = known.get(in);
    if (table == null) {
      table = load(in);
      known.put(in, table);
    }
    changed.getOrDefault(in, Map.of()).values().forEach(table::put);
    if (table.rows.isEmpty() && !goesOn(in)) {
      table.pages = List.of();
      dropFrom(in, 1);
      folder.dropIfEmpty(in);
    } else {
      write(in, table);
    }
    changed.remove(in);
  }

  private void write(String in, Table table) throws IOException {
    boolean goesOn = table.rows.size() >= folder.most() || goesOn(in);
    String next =
        goesOn ? "The day goes on in [" + next(in) + "](../" + next(in) + "/README.md)." : "";
    List<String> pages = new IndexPages(in, ROWS_PER_PAGE, next).of(table.rows);
    for (int i = 0; i < pages.size(); i++) {
      if (i >= table.pages.size() || !pages.get(i).equals(table.pages.get(i))) {
        folder.replace(in, IndexPages.file(i + 1), pages.get(i));
      }
    }
    table.pages = pages;
    dropFrom(in, pages.size() + 1);
  }

  /** Removes the pages that there are no rows for any more. */
  private void dropFrom(String in, int first) throws IOException {
    int page = first;
    while (folder.drop(in, IndexPages.file(page))) {
      page++;
    }
  }

  private boolean goesOn(String in) {
    return Files.isDirectory(folder.root().resolve(next(in)));
  }

  private static String next(String in) {
    int dot = in.indexOf('.');
    int number = dot < 0 ? 1 : Integer.parseInt(in.substring(dot + 1));
    return (dot < 0 ? in : in.substring(0, dot)) + "." + (number + 1);
  }

  private Table load(String in) throws IOException {
    Table table = new Table();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.root().resolve(in))) {
      for (Path file : files) {
        if (Folder.isDevlog(file.getFileName().toString())) {
          read(file).ifPresent(table::put);
        }
      }
    }
    return table;
  }

  private static Optional<Row> read(Path file) throws IOException {
    try (BufferedReader text = Files.newBufferedReader(file)) {
      return DevlogReader.row(file.getFileName().toString(), text);
    } catch (CharacterCodingException | NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Optional<Row> row(String file, String text) {
    try {
      return DevlogReader.row(file, new BufferedReader(new StringReader(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
