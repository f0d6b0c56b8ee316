package dev.multichat.store.redis;

import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Fence;
import dev.multichat.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch as the arguments of the append script: of each write its kind, what the script looks at,
 * and its document, which the script keeps as it is. The order of the fields is that of append.lua.
 */
final class Batch {
  private final List<String> arguments = new ArrayList<>();
  private final String epoch;
  private final long now;

  private Batch(String epoch, long now) {
    this.epoch = epoch;
    this.now = now;
  }

  static List<String> arguments(List<Write> writes, String epoch, Instant now) {
    Batch batch = new Batch(epoch, now.toEpochMilli());
    batch.add(String.valueOf(batch.now));
    writes.forEach(batch::add);
    return batch.arguments;
  }

  /** What cannot be written down at all is refused alone, as whatever the script refuses. */
  private void add(Write write) {
    int before = arguments.size();
    try {
      Fence fence = write.fence();
      if (fence != null) {
        add("fence", fence.lease(), fence.epoch());
      }
      write(write);
    } catch (MultichatException e) {
      arguments.subList(before, arguments.size()).clear();
      nothing(e.code(), e.getMessage());
    }
  }

  private void add(@Nullable Object... fields) {
    Fields.add(arguments, fields);
  }

  private void write(Write write) {
    switch (write.kind()) {
      case ENTRY -> entry(write);
      case MARK -> add("mark", write.message(), write.agent(), state(write));
      case POSITION -> position(write);
      case RESTORED -> restored(write);
      case FORGOTTEN -> add("forgotten", write.message(), write.agent(), write.hash());
    }
  }

  private static int state(Write write) {
    ReceiptState state = write.state();
    return state == null ? Stamps.ACKNOWLEDGED : Stamps.number(state);
  }

  private void position(Write write) {
    if (epoch.equals(write.epoch())) {
      add("position", write.name(), write.position());
    } else {
      nothing(
          ErrorCode.CONFLICT,
          "The position of '"
              + write.name()
              + "' belongs to the epoch "
              + write.epoch()
              + ", but the store is of "
              + epoch
              + "; read its position again and go on from there.");
    }
  }

  private void nothing(ErrorCode code, @Nullable String why) {
    add("nothing", code.name(), why);
  }

  private void entry(Write write) {
    Entry entry = write.entry();
    if (entry == null) {
      nothing(ErrorCode.INVALID, "There is nothing to write.");
      return;
    }
    String wrong = wrong(entry);
    if (wrong != null) {
      nothing(ErrorCode.INVALID, wrong);
    } else if (entry.message() != null) {
      Fields fields = new Fields(arguments, now);
      fields.more(write, entry.message());
      add("message");
      fields.message(write, entry, entry.message());
    } else {
      add("event");
      new Fields(arguments, now).event(write, entry);
    }
  }

  private static @Nullable String wrong(Entry entry) {
    return switch (entry.type()) {
      case MESSAGE -> entry.message() == null ? "A message entry needs its message." : null;
      case OPENED ->
          entry.opening() == null || entry.session() == null || entry.by() == null
              ? "An opening needs its session."
              : null;
      case AGENT -> entry.card() == null ? "An agent's event needs its card." : null;
      case JOINED, LEFT -> entry.agent() == null ? "The event names no agent." : null;
      default -> null;
    };
  }

  private void restored(Write write) {
    Entry entry = write.entry();
    Instant at = entry == null ? null : entry.at();
    if (entry == null || at == null) {
      nothing(ErrorCode.INVALID, "What is restored needs the time of its entry.");
      return;
    }
    String wrong = wrong(entry);
    if (wrong != null) {
      nothing(ErrorCode.INVALID, wrong);
      return;
    }
    Message message = entry.message();
    if (message == null) {
      add("restoredEvent", at.toEpochMilli(), String.join(" ", entry.exchanges()));
      new Fields(arguments, at.toEpochMilli()).event(write, entry);
    } else {
      Fields fields = new Fields(arguments, now);
      fields.more(write, message);
      add("restoredMessage", at.toEpochMilli(), message.seq(), states(write.recipients()));
      fields.message(write, entry, message);
    }
  }

  private static String states(List<Receipt.Recipient> recipients) {
    StringBuilder states = new StringBuilder();
    for (Receipt.Recipient one : recipients) {
      states.append(one.agent()).append(' ').append(Stamps.number(one.state()));
      states.append(' ').append(one.at().toEpochMilli()).append(' ');
    }
    return states.toString();
  }
}
