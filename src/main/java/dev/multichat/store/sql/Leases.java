package dev.multichat.store.sql;

import dev.multichat.store.Lease;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Leases, one row each, which stay so that their epochs go on growing. */
final class Leases {
  private Leases() {}

  /** Takes or renews if that is possible at this moment; the lease as it is then held. */
  static Lease take(Ledger ledger, Lease wanted, Instant now) throws SQLException {
    Optional<Lease> before =
        ledger.sql.first(
            "SELECT name, holder, epoch, until FROM lease WHERE name = ?",
            Leases::read,
            wanted.name());
    boolean own = before.filter(b -> b.holder().equals(wanted.holder())).isPresent();
    if (!own && before.filter(b -> b.until().isAfter(now)).isPresent()) {
      return before.get();
    }
    long epoch = before.map(Lease::epoch).orElse(0L) + (own ? 0 : 1);
    Lease held = new Lease(wanted.name(), wanted.holder(), epoch, wanted.until());
    ledger.sql.run(
        "INSERT INTO lease (name, holder, epoch, until) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder,"
            + " epoch = excluded.epoch, until = excluded.until",
        held.name(),
        held.holder(),
        held.epoch(),
        held.until().toEpochMilli());
    return held;
  }

  /** The epoch of a lease, held or not; 0 when nobody ever had it. */
  static long epoch(Ledger ledger, String name) throws SQLException {
    return ledger.sql.number("SELECT epoch FROM lease WHERE name = ?", name);
  }

  /** How many leases that were, 0 or 1. */
  static int release(Ledger ledger, String name, String holder) throws SQLException {
    return ledger.sql.run(
        "UPDATE lease SET holder = '', until = 0 WHERE name = ? AND holder = ?", name, holder);
  }

  private static Lease read(Cells row) {
    return new Lease(row.text(0), row.text(1), row.number(2), Instant.ofEpochMilli(row.number(3)));
  }
}
