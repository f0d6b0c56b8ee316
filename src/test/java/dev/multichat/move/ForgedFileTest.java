package dev.multichat.move;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.core.EntryType;
import dev.multichat.core.Message;
import dev.multichat.store.SessionStore;
import dev.multichat.store.contract.Everything;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.Trial;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file whose checksum fits may still speak of what is not its own. */
class ForgedFileTest {
  @TempDir Path folder;
  private Moves moves;
  private Trial source;
  private Trial victim;
  private Message awaited;

  @BeforeEach
  void open() {
    moves = new Moves(folder);
    source = moves.trial(StoreKind.ALL.get(0), "from");
    Everything.fill(source);
    victim = moves.trial(StoreKind.ALL.get(0), "to");
    victim.append(Trial.card("vera"));
    victim.append(Trial.card("walt"));
    victim.append(Trial.opening("private", false, "vera", "walt"));
    awaited = victim.send(Letter.from("vera", "walt").in("private").request());
  }

  @AfterEach
  void close() {
    moves.close();
  }

  /** The export in which the first entry of this kind was changed, and signed again. */
  private String forged(Predicate<JsonObject> which, Consumer<JsonObject> how) {
    List<String> lines = new ArrayList<>(Moves.export(source.store).lines().toList());
    for (int i = 1; i < lines.size(); i++) {
      JsonObject line = new JsonObject(lines.get(i));
      JsonObject entry = line.getJsonObject("entry");
      if (entry != null && which.test(entry)) {
        how.accept(entry);
        lines.set(i, line.encode());
        return DamagedFileTest.signed(lines);
      }
    }
    throw new AssertionError("no such line");
  }

  private static Predicate<JsonObject> type(EntryType type) {
    return entry -> entry.getString("type").equals(type.toString());
  }

  private static Predicate<JsonObject> message(Predicate<JsonObject> which) {
    return entry -> entry.containsKey("message") && which.test(entry.getJsonObject("message"));
  }

  private void isRefused(String forged) {
    long before = await(victim.store.lastPosition());
    assertThatThrownBy(() -> moves.load(victim.store, forged))
        .hasMessageContaining("cannot be used; look at line ");
    assertThat(await(victim.store.lastPosition())).isEqualTo(before);
    assertThat(victim.awaiting("walt")).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"OVERDUE", "EXPIRED", "DEAD"})
  void anEventIsAboutNoMessageOfAnotherSession(EntryType type) {
    isRefused(forged(type(type), event -> event.put("about", awaited.id())));
  }

  @ParameterizedTest
  @EnumSource(names = {"CLOSED", "LEFT", "EXPIRED", "AGENT"})
  void anEventEndsNoExchangeOfAnotherSession(EntryType type) {
    isRefused(
        forged(type(type), event -> event.put("exchanges", new JsonArray().add(awaited.id()))));
  }

  @Test
  void norOneOfAnotherSessionInTheSameFile() {
    String other =
        source.feed().stream()
            .filter(entry -> entry.message() != null && "over".equals(entry.session()))
            .findFirst()
            .orElseThrow()
            .message()
            .id();
    isRefused(
        forged(type(EntryType.LEFT), left -> left.put("exchanges", new JsonArray().add(other))));
    isRefused(forged(type(EntryType.DEAD), dead -> dead.put("about", other)));
  }

  @Test
  void aReplyIsInNoExchangeOfAnotherSession() {
    isRefused(
        forged(
            message(m -> m.containsKey("inReplyTo")),
            entry -> {
              entry.getJsonObject("message").put("exchange", awaited.id());
              entry.put("exchanges", new JsonArray().add(awaited.id()));
            }));
    isRefused(
        forged(
            message(m -> m.containsKey("inReplyTo")),
            entry -> entry.getJsonObject("message").put("inReplyTo", awaited.id())));
  }

  @Test
  void aNoticeSharesNoFileOfAnotherSession() {
    isRefused(
        forged(
            entry -> entry.getJsonArray("exchanges", new JsonArray()).size() == 2,
            notice -> notice.getJsonArray("exchanges").set(1, awaited.id())));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  void whatIsSoundIsFoundSoHoweverLittleIsRemembered(int most) {
    source.append(Trial.opening("gone", false, "alice", "bob"));
    source.send(Letter.from("alice", "bob").in("gone").request());
    source.happens(source.revocation("bob"));
    await(source.store.delete("gone"));
    for (Wanted wanted : List.of(Wanted.ALL, new Wanted("talk", null, null, null))) {
      Path file = moves.file(Moves.export(source.store, wanted));
      ExportFile export = new ExportFile(file, "all", Moves.SILENT);
      assertThat(export.verify(new References("all", most)).manifest().messages()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1000})
  void whatIsForgedIsFoundSoHoweverLittleIsRemembered(int most) {
    Path file =
        moves.file(forged(type(EntryType.EXPIRED), event -> event.put("about", awaited.id())));
    ExportFile export = new ExportFile(file, "all", Moves.SILENT);
    assertThatThrownBy(() -> export.verify(new References("all", most)))
        .hasMessageContaining("It refers to '" + awaited.id());
  }

  @Test
  void everyStoresExportIsSound() {
    for (StoreKind kind : StoreKind.ALL) {
      Trial trial = moves.trial(kind, "sound-" + kind);
      Everything.fill(trial);
      SessionStore target = moves.open(StoreKind.ALL.get(0), "copy-" + kind);
      assertThat(moves.load(target, Moves.export(trial.store)).messages()).isPositive();
    }
  }
}
