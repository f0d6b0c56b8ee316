package dev.multichat.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.core.MultichatException;
import dev.multichat.store.contract.Everything;
import dev.multichat.store.contract.Trial;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An export is a file of somebody's: what the hub would have refused is refused here too. */
class WellformedTest {
  @TempDir Path folder;
  private Moves moves;
  private List<String> lines;

  @BeforeEach
  void export() {
    moves = new Moves(folder);
    Trial trial = moves.trial(StoreKind.ALL.get(0), "from");
    Everything.fill(trial);
    lines = Moves.export(trial.store).lines().skip(1).toList();
  }

  @AfterEach
  void close() {
    moves.close();
  }

  private JsonObject line(Predicate<JsonObject> entry) {
    return lines.stream()
        .map(JsonObject::new)
        .filter(line -> line.containsKey("entry") && entry.test(line.getJsonObject("entry")))
        .findFirst()
        .orElseThrow();
  }

  private static void read(JsonObject line) {
    assertThat(Line.read(line.encode())).isNotNull();
  }

  @Test
  void whatAStoreHoldsIsWellFormed() {
    lines.forEach(text -> assertThat(Line.read(text)).isNotNull());
  }

  @ParameterizedTest
  @CsvSource({
    "id, NO-UUID",
    "id, 1-1-1-1-1",
    "session, ../../escaped",
    "session, over",
    "from, ../../up",
    "from, Alice",
    "exchange, x",
    "inReplyTo, x",
    "createdAt, 0001-01-01T00:00:00.000Z",
    "subject, 'two\nlines'",
  })
  void aMessageThatTheHubWouldHaveRefusedIsRefused(String field, String value) {
    JsonObject line = line(entry -> entry.containsKey("message"));
    line.getJsonObject("entry").getJsonObject("message").put(field, value);
    assertThatThrownBy(() -> read(line)).isInstanceOf(MultichatException.class);
  }

  @Test
  void recipientsAndHashesMustFitTheMessage() {
    JsonObject hash = line(entry -> entry.containsKey("message")).put("hash", "x sx y 0");
    assertThatThrownBy(() -> read(hash)).hasMessageContaining("64 digits");
    JsonObject none =
        line(entry -> entry.containsKey("message")).put("recipients", new JsonArray());
    assertThatThrownBy(() -> read(none)).hasMessageContaining("'message.to'");
    JsonObject to = line(entry -> entry.containsKey("message"));
    to.getJsonObject("entry").getJsonObject("message").put("to", new JsonArray().add("x y"));
    assertThatThrownBy(() -> read(to)).isInstanceOf(MultichatException.class);
  }

  @Test
  void anEventSpeaksOnlyOfItsOwnAgentAndSession() {
    JsonObject other = line(entry -> entry.containsKey("card"));
    other.getJsonObject("entry").getJsonObject("card").put("id", "operator");
    assertThatThrownBy(() -> read(other)).hasMessageContaining("card.id");
    JsonObject session = line(entry -> entry.containsKey("opening"));
    session.getJsonObject("entry").put("session", "a/b");
    assertThatThrownBy(() -> read(session)).isInstanceOf(MultichatException.class);
    JsonObject about = line(entry -> entry.containsKey("about"));
    about.getJsonObject("entry").put("about", "../x");
    assertThatThrownBy(() -> read(about)).isInstanceOf(MultichatException.class);
  }

  @Test
  void credentialsAndWhatIsForgottenNeedRealHashes() {
    assertThatThrownBy(
            () ->
                Line.read(
                    "{\"credential\":{\"hash\":\"short\",\"agent\":\"ada\",\"access\":\"operator\","
                        + "\"createdAt\":\"2025-09-24T04:00:00.000Z\"}}"))
        .hasMessageContaining("64 digits");
    assertThatThrownBy(
            () -> Line.read("{\"forgotten\":{\"id\":\"x\",\"from\":\"ada\",\"hash\":\"aa\"}}"))
        .hasMessageContaining("UUID");
  }
}
