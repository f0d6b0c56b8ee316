package dev.multichat.store.json;

import dev.multichat.core.Entry;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Appended;
import dev.multichat.store.Fence;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies a batch, write by write, in order. Each is checked and made ready before anything of it
 * is added, so that one that is refused, for whatever reason, leaves nothing.
 */
final class Append {
  private final Batch batch;
  private final Messages messages;
  private final Events events;
  private final Restoring restoring;
  private final String epoch;

  Append(Content content, Batch batch, String epoch) {
    this.batch = batch;
    this.messages = new Messages(content, batch);
    this.events = new Events(batch);
    this.restoring = new Restoring(batch, messages);
    this.epoch = epoch;
  }

  Appended apply(List<Write> writes) throws IOException {
    List<Outcome> outcomes = new ArrayList<>(writes.size());
    for (Write write : writes) {
      outcomes.add(one(write));
    }
    return new Appended(outcomes, batch.appended());
  }

  private Outcome one(Write write) throws IOException {
    int before = batch.size();
    try {
      Fence fence = write.fence();
      if (fence != null) {
        fence.check(batch.state.keeping.epoch(fence.lease()));
      }
      return switch (write.kind()) {
        case ENTRY -> entry(write);
        case MARK -> Marks.append(batch, write);
        case POSITION -> position(write);
        case RESTORED -> restoring.append(write);
        case FORGOTTEN -> restoring.forgotten(write);
      };
    } catch (RuntimeException e) {
      if (batch.size() > before) {
        throw e; // It may have left half of itself in the state.
      }
      return Outcome.refused(Faults.of(e));
    }
  }

  private Outcome entry(Write write) throws IOException {
    Entry entry = write.entry();
    if (entry == null) {
      throw MultichatException.invalid("There is nothing to write.");
    }
    return entry.message() == null
        ? events.append(entry, write.forced())
        : messages.append(write, entry, entry.message());
  }

  private Outcome position(Write write) {
    if (!epoch.equals(write.epoch())) {
      throw MultichatException.conflict(
          "The position of '"
              + write.name()
              + "' belongs to the epoch "
              + write.epoch()
              + ", but the store is of "
              + epoch
              + "; read its position again and go on from there.");
    }
    batch.add(List.of(Line.position(String.valueOf(write.name()), write.position())));
    return Outcome.DONE;
  }
}
