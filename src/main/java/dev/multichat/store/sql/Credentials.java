package dev.multichat.store.sql;

import dev.multichat.core.MultichatException;
import dev.multichat.store.Credential;
import java.sql.SQLException;
import java.util.List;

/** Writes the credentials of an agent. */
final class Credentials {
  private Credentials() {}

  /** Replaces all of the agent's, and counts them; CONFLICT for another agent's token. */
  static int replace(Ledger ledger, String agent, List<Credential> credentials)
      throws SQLException {
    ledger.sql.run("DELETE FROM credential WHERE agent = ?", agent);
    for (Credential credential : credentials) {
      int added =
          ledger.sql.run(
              "INSERT INTO credential (hash, agent, access, created_at) VALUES (?, ?, ?, ?)"
                  + " ON CONFLICT DO NOTHING",
              credential.hash(),
              agent,
              credential.access().toString(),
              credential.createdAt().toEpochMilli());
      if (added == 0) {
        throw MultichatException.conflict("A token of '" + agent + "' is in use already.");
      }
    }
    return credentials.size();
  }
}
