package dev.multichat.hub;

import dev.multichat.core.Caller;
import dev.multichat.core.Entry;
import dev.multichat.core.Handover;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Page;
import dev.multichat.core.Streams;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The messages for an agent. */
final class InboxTopic implements Topic {
  private final Room room;
  private final Inboxes inboxes;
  private final Caller caller;
  private final String agent;

  InboxTopic(Room room, Inboxes inboxes, Caller caller, String agent) {
    this.room = room;
    this.inboxes = inboxes;
    this.caller = caller;
    this.agent = agent;
  }

  static String key(String agent) {
    return "inbox " + agent;
  }

  @Override
  public String key() {
    return key(agent);
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public Future<List<Entry>> read(long after) {
    return room.store().inbox(agent, after, Tap.MOST);
  }

  @Override
  public boolean concerns(Entry entry) {
    return entry.message() != null;
  }

  @Override
  public Future<List<Entry>> visible(List<Entry> entries, Consumer<MultichatException> end) {
    return Future.succeededFuture(entries);
  }

  @Override
  public Handover.Handed<List<Streams.Item>> handed(List<Entry> entries) {
    List<Message> messages =
        entries.stream().map(entry -> Objects.requireNonNull(entry.message())).toList();
    InboxQuery query = new InboxQuery(agent, null, null, null);
    return new Handover.Handed<>(
        Watches.items(room, entries),
        () -> inboxes.delivered(caller, query, new Page<>(messages, null)));
  }
}
