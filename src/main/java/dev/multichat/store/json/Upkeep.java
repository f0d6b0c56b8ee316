package dev.multichat.store.json;

import dev.multichat.core.EntryType;

/** Takes what is kept beside the conversations into the state, and deletes sessions from it. */
final class Upkeep {
  private final State state;

  Upkeep(State state) {
    this.state = state;
  }

  void apply(Line.Kept kept) {
    Keeping keeping = state.keeping;
    if (kept.position() != null) {
      keeping.positions.put(kept.position().name(), kept.position().at());
    }
    if (kept.lease() != null) {
      keeping.leases.put(kept.lease().name(), kept.lease());
    }
    if (kept.credentials() != null) {
      keeping.replace(kept.credentials().agent(), kept.credentials().list());
    }
    if (kept.epoch() != null) {
      keeping.epoch = kept.epoch();
    }
    if (kept.deleted() != null) {
      deleted(kept.deleted());
    }
    if (kept.erased() != null) {
      keeping.erasing.remove(kept.erased());
    }
  }

  private void deleted(Line.Deleted deleted) {
    state.entries.reach(deleted.upTo());
    state.keeping.erasing.put(deleted.session(), deleted.upTo());
    SessionRow session = state.sessions.find(deleted.session());
    if (session != null) {
      for (int row = 1; row <= state.entries.last(); row++) {
        if (state.entries.session(row) == session.number) {
          forget(row);
        }
      }
      state.steps.forget(session.number);
      state.sessions.remove(session);
    }
  }

  private void forget(int row) {
    state.inboxes.forget(row);
    state.moments.remove(row, EntryType.OVERDUE);
    state.moments.remove(row, EntryType.EXPIRED);
    state.exchanges.concerning.remove(row);
    state.entries.kind(row, Entries.GONE);
  }
}
