package dev.multichat.move;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.PageQuery;
import dev.multichat.store.SessionStore;
import dev.multichat.store.contract.Everything;
import dev.multichat.store.contract.Trial;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
  private static final String PAIRS = "dev.multichat.move.StoreKind#pairs";
  private static final String RING = "dev.multichat.move.StoreKind#ring";

  @TempDir Path folder;
  private Moves moves;

  @BeforeEach
  void open() {
    moves = new Moves(folder);
  }

  @AfterEach
  void close() {
    moves.close();
  }

  @ParameterizedTest
  @MethodSource(RING)
  void tenThousandMessagesReadTheSameBytesBehindAFileAndBehindAMigration(
      StoreKind one, StoreKind other) {
    SessionStore from = moves.open(one, "from");
    Content.fill(from, 10_000);
    SessionStore imported = moves.open(other, "imported");
    SessionStore migrated = moves.open(other, "migrated");
    // Another start of positions, so that none of them can be in the bytes.
    String before = Moves.export(from);

    Moved first = moves.load(imported, before);
    Moved second = Moves.migrate(from, migrated);

    assertThat(first).isEqualTo(new Moved(10_000, 0, 0, false));
    assertThat(second).isEqualTo(first);
    assertThat(Moves.export(imported)).isEqualTo(before);
    assertThat(Moves.export(migrated)).isEqualTo(before);
    assertThat(before).contains("\"messages\":10000").doesNotContain(from.info().epoch());
    assertThat(await(migrated.credentials(new PageQuery(500, null))).items()).hasSize(3);
    assertThat(await(migrated.forgotten(new PageQuery(500, null))).items()).hasSize(3);
    assertThat(new Doctor(migrated, Moves.SILENT).examine().findings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void everySortOfEventAndReceiptReadsTheSameBytes(StoreKind one, StoreKind other) {
    Trial from = moves.trial(one, "from");
    Everything.fill(from);
    SessionStore to = moves.open(other, "to");

    moves.load(to, Moves.export(from.store));

    assertThat(Moves.export(to)).isEqualTo(Moves.export(from.store));
    assertThat(new Doctor(to, Moves.SILENT).examine().findings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void theTargetGetsANewEpochOnce(StoreKind one, StoreKind other) {
    SessionStore from = moves.open(one, "from");
    Content.fill(from, 10);
    SessionStore to = moves.open(other, "to");
    String cursor;
    Moves.migrate(from, to);
    await(to.close());
    SessionStore again = moves.open(other, "to");
    String epoch = again.info().epoch();
    cursor = await(again.agents(new PageQuery(1, null))).next();

    assertThat(epoch).isNotEqualTo(to.info().epoch());
    assertThat(Moves.migrate(from, again)).isEqualTo(Moved.BEFORE);
    await(again.close());
    SessionStore third = moves.open(other, "to");
    assertThat(third.info().epoch()).isEqualTo(epoch);
    assertThat(await(third.agents(new PageQuery(1, cursor))).items()).hasSize(1);
  }
}
