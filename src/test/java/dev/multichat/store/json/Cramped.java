package dev.multichat.store.json;

import static dev.multichat.store.contract.Trial.await;

import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.MovableClock;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Another process, whose files the operating system keeps from growing in the middle of a batch.
 */
final class Cramped {
  private static final int ROOM = 700;

  private Cramped() {}

  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    Path folder = Path.of(args[0]);
    SessionStore store = await(JsonStore.open(vertx, "json:" + folder, false, new MovableClock()));
    await(store.append(List.of(Trial.card("alice"), Trial.card("bob"))));
    await(store.append(List.of(Trial.opening("talk", false, "alice", "bob"), letter())));
    Path log = folder.resolve("000001.jsonl");
    long size = Files.size(log);
    limit(String.valueOf(size + ROOM));
    List<Write> batch = List.of(letter(), letter(), letter());
    System.out.println(Trial.refusal(store.append(batch)).name());
    System.out.println("cut back: " + (Files.size(log) == size));
    System.out.println("seen: " + await(store.history("talk", 0, 9)).size());
    limit("unlimited");
    System.out.println("known: " + await(store.append(batch)).outcomes().get(0).known());
    System.out.println("found: " + await(store.history("talk", 0, 9)).size());
    System.out.println("wrong: " + await(store.inspect()));
    await(store.close());
    await(vertx.close());
  }

  private static Write letter() {
    return Letter.from("alice", "bob").write();
  }

  private static void limit(String bytes) throws IOException, InterruptedException {
    String self = String.valueOf(ProcessHandle.current().pid());
    new ProcessBuilder("prlimit", "--pid", self, "--fsize=" + bytes + ":unlimited")
        .inheritIO()
        .start()
        .waitFor();
  }
}
