package dev.multichat.store.sqlite;

import static dev.multichat.store.contract.Trial.await;

import dev.multichat.store.contract.Trial;
import dev.multichat.store.sql.Ledger;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another process, whose files the operating system keeps from growing for one write. */
final class Cramped {
  private Cramped() {}

  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    Path db = Path.of(args[0]);
    Writer writer =
        new Writer(vertx.createSharedWorkerExecutor("cramped", 1), DataFile.of("sqlite:" + db));
    Ledger before = await(writer.write(ledger -> ledger));
    await(insert(writer, "mine 1"));
    limit(String.valueOf(Files.size(Path.of(db + "-wal"))));
    System.out.println(Trial.refusal(insert(writer, "mine 2")).name());
    limit("unlimited");
    await(insert(writer, "mine 3"));
    System.out.println("opened again: " + (before != await(writer.write(ledger -> ledger))));
    String count = "SELECT count(*) FROM meta WHERE name LIKE 'mine%'";
    System.out.println("found: " + await(writer.write(ledger -> ledger.sql.number(count))));
    await(writer.close());
    await(vertx.close());
  }

  private static Future<Integer> insert(Writer writer, String name) {
    return writer.write(ledger -> ledger.sql.run("INSERT INTO meta VALUES (?, 'x')", name));
  }

  private static void limit(String bytes) throws IOException, InterruptedException {
    String self = String.valueOf(ProcessHandle.current().pid());
    new ProcessBuilder("prlimit", "--pid", self, "--fsize=" + bytes + ":unlimited")
        .inheritIO()
        .start()
        .waitFor();
  }
}
