package dev.multichat.store.json;

import dev.multichat.core.MultichatException;
import dev.multichat.store.Appended;
import dev.multichat.store.Credential;
import dev.multichat.store.Fence;
import dev.multichat.store.Lease;
import dev.multichat.store.Write;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a store can do that was opened to write. */
final class Writing {
  private final Writer writer;
  private final Guard guard;
  private final Clock clock;

  Writing(Writer writer, Guard guard, Clock clock) {
    this.writer = writer;
    this.guard = guard;
    this.clock = clock;
  }

  Future<Appended> append(List<Write> writes, String epoch) {
    return writer.write((content, batch) -> new Append(content, batch, epoch).apply(writes));
  }

  /** Replaces all of the agent's; CONFLICT for another agent's token. */
  Future<Void> credentials(String agent, List<Credential> credentials) {
    return writer
        .write(
            (content, batch) -> {
              Set<String> hashes = new HashSet<>();
              for (Credential one : credentials) {
                Credential other = batch.state.keeping.credentials.get(one.hash());
                if (!hashes.add(one.hash()) || (other != null && !other.agent().equals(agent))) {
                  throw MultichatException.conflict(
                      "A token of '" + agent + "' is in use already.");
                }
              }
              List<Credential> own =
                  credentials.stream()
                      .map(c -> new Credential(c.hash(), agent, c.access(), millis(c.createdAt())))
                      .toList();
              batch.add(List.of(Line.credentials(agent, own)));
              return batch;
            })
        .mapEmpty();
  }

  private static Instant millis(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS);
  }

  Future<Lease> lease(String name, String holder, Instant until) {
    return writer.write(
        (content, batch) -> {
          Lease before = batch.state.keeping.leases.get(name);
          boolean own = before != null && before.holder().equals(holder);
          if (before != null && !own && before.until().isAfter(clock.instant())) {
            return before;
          }
          long epoch = (before == null ? 0 : before.epoch()) + (own ? 0 : 1);
          Lease held = new Lease(name, holder, epoch, millis(until));
          batch.add(List.of(Line.lease(held)));
          return held;
        });
  }

  Future<Void> release(String name, String holder) {
    return writer
        .write(
            (content, batch) -> {
              Lease before = batch.state.keeping.leases.get(name);
              if (before != null && before.holder().equals(holder)) {
                batch.add(List.of(Line.lease(new Lease(name, "", before.epoch(), Instant.EPOCH))));
              }
              return batch;
            })
        .mapEmpty();
  }

  Future<Void> newEpoch() {
    return writer
        .write(
            (content, batch) -> {
              batch.add(List.of(Line.epoch(UUID.randomUUID().toString())));
              return batch;
            })
        .mapEmpty();
  }

  /** How many messages were deleted; their lines are erased from the files before it completes. */
  Future<Integer> delete(String id, @Nullable Fence fence) {
    return writer.alone(
        content -> {
          int messages = writer.transact(content, (c, batch) -> deleted(batch, id, fence));
          erase();
          return messages;
        });
  }

  private static int deleted(Batch batch, String id, @Nullable Fence fence) {
    if (fence != null) {
      fence.check(batch.state.keeping.epoch(fence.lease()));
    }
    SessionRow session = batch.state.sessions.find(id);
    if (session == null) {
      return 0;
    }
    int messages = session.messages.size();
    batch.add(List.of(Line.deleted(id, batch.state.entries.last())));
    return messages;
  }

  private void erase() throws IOException {
    guard.alone(
        content -> {
          if (!content.state.keeping.erasing.isEmpty()) {
            new Erasure(content).run();
          }
          return content;
        });
  }

  Future<Void> close() {
    return writer.close();
  }
}
