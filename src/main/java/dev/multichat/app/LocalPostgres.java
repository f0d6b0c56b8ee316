package dev.multichat.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts the installed PostgreSQL for hubs of this machine. It refuses to run as root and is run as
 * {@code nobody} then.
 */
final class LocalPostgres {
  private static final long TO_MAKE_SECONDS = 30;
  private static final String USER = "multichat";
  private static final String NOBODY = "nobody";

  private final Path programs;
  private final Path folder;
  private final Children children;
  private final Optional<Path> runuser;
  private final boolean root = "root".equals(System.getProperty("user.name"));

  LocalPostgres(Installed installed, Path initdb, Path folder, Children children)
      throws IOException {
    this.programs = initdb.toRealPath().resolveSibling("");
    this.folder = folder;
    this.children = children;
    this.runuser = installed.program("runuser");
  }

  SharedServer started() throws IOException {
    if (root && runuser.isEmpty()) {
      throw SharedServer.failed(
          "No redis-server is installed here, and PostgreSQL does not run as root; try as another"
              + " user, or install Redis (apt install redis-server).");
    }
    String password = SharedServer.password();
    make(password);
    int port = SharedServer.freePort();
    Process process = run("postgres", "-h", "127.0.0.1", "-p", String.valueOf(port), "-k", "");
    SharedServer.await(process, "PostgreSQL", this::isReady);
    return new SharedServer(
        "postgresql://" + USER + ":" + password + "@127.0.0.1:" + port + "/postgres",
        "a PostgreSQL of their own at 127.0.0.1:" + port + ", which syncs each commit",
        process.toHandle());
  }

  private void make(String password) throws IOException {
    Path secret = Files.writeString(Files.createFile(folder.resolve("password")), password);
    if (root) {
      var nobody =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY);
      Files.setOwner(folder, nobody);
      Files.setOwner(secret, nobody);
    }
    Process making =
        run("initdb", "-U", USER, "-A", "scram-sha-256", "--pwfile=" + secret, "-E", "UTF8");
    try {
      if (!making.waitFor(TO_MAKE_SECONDS, TimeUnit.SECONDS) || making.exitValue() != 0) {
        throw SharedServer.failed("The initdb of PostgreSQL that was started did not succeed.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SharedServer.failed("The start of PostgreSQL was interrupted.");
    }
    Files.delete(secret);
  }

  private Process run(String program, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    if (root) {
      command.addAll(List.of(runuser.orElseThrow().toString(), "-u", NOBODY, "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of("-D", folder.resolve("data").toString()));
    command.addAll(List.of(options));
    return children.start(
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("postgres.log").toFile())));
  }

  /** The last line of this file, which it writes itself, tells. */
  private boolean isReady() {
    try {
      List<String> lines = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"));
      return !lines.isEmpty() && lines.get(lines.size() - 1).strip().equals("ready");
    } catch (IOException notYet) {
      return false;
    }
  }
}
