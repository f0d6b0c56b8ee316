package dev.multichat.move;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.SessionStore;
import dev.multichat.wire.Wire;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DamagedFileTest {
  private static final int MESSAGES = 20;

  @TempDir Path folder;
  private Moves moves;
  private String sound;
  private SessionStore target;

  @BeforeEach
  void open() {
    moves = new Moves(folder);
    SessionStore source = moves.open(StoreKind.ALL.get(0), "source");
    Content.fill(source, MESSAGES);
    sound = Moves.export(source);
    target = moves.open(StoreKind.ALL.get(0), "target");
  }

  @AfterEach
  void close() {
    moves.close();
  }

  static List<Arguments> damages() {
    return List.of(
        damage("nothing in it", s -> "", "line 1: It ends before its manifest"),
        damage("cut in a line", s -> s.substring(0, s.length() / 2), "It is cut off."),
        damage("cut at a line", s -> s.substring(0, before(s, 3)), "It ends before its manifest"),
        damage("its last line feed", s -> s.substring(0, s.length() - 1), "It is cut off."),
        damage("a letter", s -> s.replace("Body 3\"", "Body 4\""), "The checksum is wrong"),
        damage("a count", s -> s.replace("\"messages\":20", "\"messages\":21"), "counts 21"),
        damage("the checksum", s -> s.replace("\"sha256\":\"", "\"sha256\":\"0"), "checksum"),
        damage(
            "a line gone", s -> s.substring(0, before(s, 5)) + s.substring(before(s, 4)), "line"),
        damage("two lines changed", DamagedFileTest::swapped, "of its session, behind number"),
        damage("no JSON", s -> s.replace("\n{\"entry\"", "\n{entry"), "is not JSON"),
        damage("an unknown field", s -> s.replace("{\"entry\":{", "{\"entri\":{"), "'entri'"),
        damage("no entry", s -> s.replaceFirst("\n\\{\"entry\"", "\n{}\n{\"entry\""), "one thing"),
        damage("something behind it", s -> s + "x\n", "Something follows the manifest."),
        damage("another file", s -> "PK\u0003\u0004" + s, "line 1: It begins with 'PK??"));
  }

  private static Arguments damage(String what, UnaryOperator<String> how, String told) {
    return Arguments.of(what, how, told);
  }

  /** Where the last so many lines begin. */
  private static int before(String text, int lines) {
    int at = text.length() - 1;
    for (int i = 0; i < lines; i++) {
      at = text.lastIndexOf('\n', at - 1);
    }
    return at + 1;
  }

  /** Two messages of a session change their places, and the checksum fits. */
  private static String swapped(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("\"message\":{") && lines.get(i).contains("\"talk-1\"")) {
        places.add(i);
      }
    }
    String first = lines.get(places.get(0));
    lines.set(places.get(0), lines.get(places.get(1)));
    lines.set(places.get(1), first);
    return signed(lines);
  }

  static String signed(List<String> lines) {
    String body = String.join("\n", lines.subList(0, lines.size() - 1)) + "\n";
    String sum = HexFormat.of().formatHex(Wire.sha256(body.getBytes(StandardCharsets.UTF_8)));
    String end = lines.get(lines.size() - 1);
    return body + end.replaceFirst("[0-9a-f]{64}", sum) + "\n";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void isRefusedWithItsLineAndNothingIsWritten(
      String what, UnaryOperator<String> damage, String told) {
    String damaged = damage.apply(sound);
    assertThat(damaged).isNotEqualTo(sound);

    MultichatException refusal =
        catchThrowableOfType(MultichatException.class, () -> moves.load(target, damaged));

    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refusal).hasMessageContaining(" cannot be used; look at line ");
    assertThat(refusal).hasMessageContaining(told);
    assertThat(await(target.lastPosition())).isZero();
  }

  @Test
  void aFlippedBitAnywhereIsFound() throws Exception {
    byte[] bytes = sound.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += 131) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 0x04;
      Path file = Files.write(folder.resolve("flipped"), flipped);
      ExportFile export = new ExportFile(file, "flipped", Moves.SILENT);
      assertThat(catchThrowableOfType(MultichatException.class, export::verify))
          .as("the bit at %d", at)
          .isNotNull();
    }
  }

  @Test
  void aNewerVersionIsRefusedByName() {
    String newer = sound.replace("\"version\":1", "\"version\":7,\"more\":\"of it\"");

    MultichatException refusal =
        catchThrowableOfType(MultichatException.class, () -> moves.load(target, newer));

    assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(refusal).hasMessageContaining("It has version 7; this program reads up to 1.");
  }

  @Test
  void aLineThatIsTooLongIsRefusedBeforeItIsHeld() throws Exception {
    byte[] bytes = sound.getBytes(StandardCharsets.UTF_8);
    Reading reading = new Reading("long.jsonl", new ByteArrayInputStream(bytes), 100);

    assertThat(catchThrowableOfType(MultichatException.class, reading::next))
        .hasMessage("long.jsonl cannot be used; look at line 2: It is longer than 100 bytes.");
    byte[] one = new byte[1 << 20];
    Reading endless = new Reading("zeros", new ByteArrayInputStream(one));
    assertThat(catchThrowableOfType(MultichatException.class, endless::next))
        .hasMessage("zeros cannot be used; look at line 1: It is longer than 4096 bytes.");
  }

  @Test
  void whatIsNoFileIsToldSo() {
    ExportFile none = new ExportFile(folder.resolve("none"), "none", Moves.SILENT);

    assertThat(catchThrowableOfType(MultichatException.class, none::verify))
        .hasMessage("none cannot be read (NoSuchFileException); name a file that can.");
  }
}
