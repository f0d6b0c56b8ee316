package dev.multichat.devlog;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The folders of one day: the day itself, and {@code <day>.2}, {@code <day>.3} … once it is full.
 * It knows how many devlogs each holds, and of which times, so that a file is found without looking
 * into all of them.
 */
final class Shelf {
  /** The end of the names of files that are being written. */
  static final String TEMPORARY = ".tmp";

  /** Another process may be writing what is younger: none takes so long for one file. */
  private static final Duration ABANDONED = Duration.ofMinutes(10);

  private static final class Board {
    final String folder;
    int count;
    String first = "";
    String last = "";

    Board(String folder) {
      this.folder = folder;
    }

    void add(String file) {
      String time = file.substring(0, Math.min(6, file.length()));
      first = count == 0 || time.compareTo(first) < 0 ? time : first;
      last = count == 0 || time.compareTo(last) > 0 ? time : last;
      count++;
    }

    boolean mayHold(String file) {
      String time = file.substring(0, Math.min(6, file.length()));
      return count > 0 && time.compareTo(first) >= 0 && time.compareTo(last) <= 0;
    }
  }

  private final Path root;
  private final String day;
  private final int most;
  private final List<Board> boards = new ArrayList<>();

  private Shelf(Path root, String day, int most) {
    this.root = root;
    this.day = day;
    this.most = most;
  }

  /** Reads what is there, and removes what a crash left behind half written ten minutes ago. */
  static Shelf load(Path root, String day, int most) throws IOException {
    Shelf shelf = new Shelf(root, day, most);
    do {
      shelf.addBoard();
    } while (Files.isDirectory(root.resolve(shelf.nextFolder())));
    return shelf;
  }

  /** The folder that holds the file, or else the one in which it is to be created. */
  String folderOf(String file) throws IOException {
    for (Board board : boards) {
      if (board.mayHold(file) && Files.exists(root.resolve(board.folder).resolve(file))) {
        return board.folder;
      }
    }
    for (Board board : boards) {
      if (board.count < most) {
        board.add(file);
        return board.folder;
      }
    }
    Board board = addBoard();
    board.add(file);
    return board.folder;
  }

  private String nextFolder() {
    return boards.isEmpty() ? day : day + "." + (boards.size() + 1);
  }

  private Board addBoard() throws IOException {
    Board board = new Board(nextFolder());
    Path path = root.resolve(board.folder);
    OwnerOnly.folder(path);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.endsWith(TEMPORARY)) {
          removeAbandoned(file);
        } else if (Folder.isDevlog(name)) {
          board.add(name);
        }
      }
    }
    boards.add(board);
    return board;
  }

  private static void removeAbandoned(Path file) throws IOException {
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      if (written.isBefore(Instant.now().minus(ABANDONED))) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // Its writer has just put it in its place.
      return;
    }
  }
}
