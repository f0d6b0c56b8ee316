package dev.multichat.store.json;

/** Everything that follows from the lines of the log, kept in memory; the texts are not. */
final class State {
  final Agents agents = new Agents();
  final Sessions sessions = new Sessions();
  final Entries entries = new Entries();
  final Ids ids = new Ids(entries);
  final Inboxes inboxes = new Inboxes(entries, agents);
  final Exchanges exchanges = new Exchanges(entries, inboxes);
  final Steps steps = new Steps();
  final Moments moments = new Moments();
  final Keeping keeping = new Keeping();

  /** How much memory the rows and lists take that grow with the messages. */
  long bytes() {
    long sessionsBytes = sessions.all().mapToLong(s -> s.messages.bytes()).sum();
    return entries.table.bytes() + ids.bytes() + inboxes.bytes() + sessionsBytes;
  }

  /** Makes again what follows from the rows. */
  void reload() {
    for (int row = 1; row <= entries.last(); row++) {
      if (entries.hasId(row)) {
        ids.add(row);
      }
      SessionRow session = entries.isMessage(row) ? sessions.at(entries.session(row)) : null;
      if (session != null) {
        session.messages.add(row);
      }
    }
    inboxes.reload();
  }
}
