package dev.multichat.store.sql;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Looks whether the file is whole and its tables agree with one another. */
final class Inspection {
  private record Check(String sql, String finding) {}

  private static final List<Check> CHECKS =
      List.of(
          new Check(
              "SELECT s.id FROM session s WHERE s.last_seq <>"
                  + " (SELECT count(*) FROM entry e WHERE e.session = s.id AND e.seq IS NOT NULL)"
                  + " OR s.last_seq <> (SELECT coalesce(max(e.seq), 0) FROM entry e"
                  + " WHERE e.session = s.id)",
              "The messages of the session '%s' are not numbered without gaps."),
          new Check(
              "SELECT e.position FROM entry e WHERE e.seq IS NOT NULL AND NOT EXISTS"
                  + " (SELECT 1 FROM session s WHERE s.id = e.session)",
              "The entry at %s is of a session that is not there."),
          new Check(
              "SELECT d.position FROM delivery d WHERE NOT EXISTS"
                  + " (SELECT 1 FROM entry e WHERE e.position = d.position)",
              "What became of the message at %s is kept, but the message is not there."),
          new Check(
              "SELECT e.position FROM entry e WHERE e.seq IS NOT NULL"
                  + " AND coalesce({recipients}, 0) <>"
                  + " (SELECT count(*) FROM delivery d WHERE d.position = e.position)",
              "What became of the message at %s is not kept for each of its recipients."));

  private Inspection() {}

  static Future<List<String>> of(Queries queries) {
    List<Future<List<String>>> looks = new ArrayList<>();
    looks.add(queries.list(queries.dialect.damages(), row -> row.getString(0)));
    String recipients = queries.dialect.size("e.doc", "to");
    for (Check check : CHECKS) {
      looks.add(
          queries.list(
              check.sql().replace("{recipients}", recipients) + " LIMIT 20",
              row -> String.format(check.finding(), String.valueOf(row.getValue(0)))));
    }
    return Future.all(looks)
        .map(all -> all.<List<String>>list().stream().flatMap(List::stream).toList());
  }
}
