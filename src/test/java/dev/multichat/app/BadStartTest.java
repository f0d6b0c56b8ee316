package dev.multichat.app;

import static dev.multichat.app.ServeTest.refused;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the daemon and the commands from starting is said in one sentence. */
class BadStartTest {
  @TempDir Path folder;

  @Test
  void aStoreOfANewerVersionIsRefused() throws Exception {
    refused(Ended.of(folder, "sessions"), 1, "does not exist");
    try (Served served = Served.in(folder)) {
      served.terminate(10);
    }
    String url = "jdbc:sqlite:" + folder.resolve("data/multichat.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }

    refused(Ended.of(folder, "serve"), 1, "has schema 99; this version knows up to ");
    refused(Ended.of(folder, "sessions"), 1, "has schema 99; this version knows up to ");
  }

  @Test
  void aFolderThatCannotHoldTheDataIsNamed() throws Exception {
    Files.writeString(folder.resolve("occupied"), "a file");
    Files.createDirectory(folder.resolve("directory"));

    refused(serve("sqlite:occupied/multichat.db"), 1, "occupied");
    refused(serve("sqlite:/proc/multichat/multichat.db"), 1, "/proc/multichat");
    refused(serve("sqlite:directory"), 1, "directory");
    refused(Ended.of(folder, "sessions", "--store", "sqlite:directory"), 1, "directory");
  }

  @Test
  void whatIsNoDatabaseOfOursIsLeftAlone() throws Exception {
    Files.writeString(
        folder.resolve("notes.txt"), "These are my notes, not a database.".repeat(99));

    refused(serve("sqlite:notes.txt"), 1, "is no SQLite database");
  }

  @Test
  void anUnknownKeyIsNamedWithWhatIsMeant() throws Exception {
    Files.createDirectory(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf/multichat.yaml"), "stroe: sqlite:a.db\n");

    refused(Ended.of(folder, "serve"), 2, "did you mean store?");
    refused(Ended.of(folder, "sessions"), 2, "did you mean store?");
  }

  @Test
  void aClusterNeedsAStoreThatItsNodesCanShare() throws Exception {
    String members = "cluster.members=127.0.0.1:8643";
    for (String store : List.of("sqlite:data/multichat.db", "json:data/sessions")) {
      Ended ended = Ended.of(folder, "serve", "--store", store, "--set", members);
      refused(ended, 2, store + " is for one daemon alone; the nodes of a cluster share a store");
    }
  }

  private Ended serve(String store) throws Exception {
    return Ended.of(folder, "serve", "--store", store);
  }
}
