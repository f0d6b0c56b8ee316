package dev.multichat.move;

import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether what an entry refers to stands before it, in its own session. It remembers so many
 * messages and looks for so many at once; for what is left the file has to be read again.
 */
final class References implements Source.Taker {
  private static final int MOST = 50_000;

  /** Where a message stands. */
  private record Place(String session, boolean opens) {}

  /**
   * What is looked for.
   *
   * @param session absent when any will do, which is so for agents' events
   * @param opens whether it must open an exchange
   */
  private record Wanted(long line, @Nullable String session, boolean opens) {}

  private final String name;
  private final int most;
  private final Map<String, Place> recent;
  private final Map<String, String> noticeFiles = new HashMap<>();
  private Map<String, Wanted> looked = new HashMap<>();
  private Map<String, Wanted> next = new HashMap<>();
  private long gathered;
  private boolean full;
  private boolean again;

  References(String name) {
    this(name, MOST);
  }

  References(String name, int most) {
    this.name = name;
    this.most = most;
    this.recent =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Place> eldest) {
            return size() > most;
          }
        };
  }

  /** Whether the file must be read again; to be called each time when all of it was taken. */
  boolean remain() {
    looked.entrySet().stream()
        .min((a, b) -> Long.compare(a.getValue().line(), b.getValue().line()))
        .ifPresent(missing -> refuse(missing.getValue().line(), missing.getKey()));
    looked = next;
    next = new HashMap<>();
    full = false;
    again = true;
    recent.clear();
    return !looked.isEmpty();
  }

  @Override
  public void take(long line, Line taken) {
    Entry entry = taken.entry();
    if (entry == null) {
      forgotten(taken);
      return;
    }
    boolean fresh = line > gathered && !full;
    if (fresh) {
      gather(line, entry);
      gathered = line;
      full = next.size() >= most;
    }
    Message message = entry.message();
    if (message != null) {
      found(line, message);
    }
  }

  /** Nothing else is left of it, but an agent's event may name it still. */
  private void forgotten(Line taken) {
    Line.Forgotten left = taken.forgotten();
    Wanted wanted = left == null ? null : looked.get(left.id());
    if (left != null && wanted != null && wanted.session() == null) {
      looked.remove(left.id());
    }
  }

  private void gather(long line, Entry entry) {
    String session = entry.session();
    Message message = entry.message();
    if (message == null) {
      want(entry.about(), new Wanted(line, session, false));
      entry.exchanges().forEach(id -> want(id, new Wanted(line, session, true)));
      return;
    }
    placed(line, entry, message);
    if (!message.opensExchange()) {
      want(message.inReplyTo(), new Wanted(line, session, false));
      want(message.exchange(), new Wanted(line, session, true));
    }
  }

  /** A message is in its own exchange, and a notice in a file of its session's notices. */
  private void placed(long line, Entry entry, Message message) {
    String exchange = Objects.requireNonNull(message.exchange(), "exchange");
    List<String> named = entry.exchanges();
    boolean own = !message.opensExchange() || exchange.equals(message.id());
    boolean sound = own && !named.isEmpty() && named.get(0).equals(exchange);
    if (sound && message.isNotice()) {
      String file = named.get(named.size() - 1);
      String before = noticeFiles.put(message.session(), file);
      sound = named.size() == 2 && (file.equals(exchange) || file.equals(before));
    } else {
      sound = sound && named.size() == 1;
    }
    if (!sound) {
      throw refusal(
          line, "The exchanges of the message '" + message.id() + "' are not those of its place.");
    }
  }

  private void want(@Nullable String id, Wanted wanted) {
    if (id == null) {
      return;
    }
    Place place = recent.get(id);
    if (place != null) {
      check(id, place, wanted);
    } else {
      next.merge(id, wanted, (before, now) -> both(id, before, now));
    }
  }

  private Wanted both(String id, Wanted before, Wanted now) {
    boolean other =
        before.session() != null
            && now.session() != null
            && !before.session().equals(now.session());
    if (other) {
      refuse(now.line(), id);
    }
    String session = before.session() == null ? now.session() : before.session();
    return new Wanted(before.line(), session, before.opens() || now.opens());
  }

  private void found(long line, Message message) {
    Place place = new Place(message.session(), message.opensExchange());
    if (!again) {
      recent.put(message.id(), place);
      return;
    }
    Wanted wanted = looked.remove(message.id());
    if (wanted != null) {
      check(message.id(), place, wanted);
      if (line >= wanted.line()) {
        refuse(wanted.line(), message.id());
      }
    }
  }

  private void check(String id, Place place, Wanted wanted) {
    boolean here = wanted.session() == null || wanted.session().equals(place.session());
    if (!here || (wanted.opens() && !place.opens())) {
      refuse(wanted.line(), id);
    }
  }

  private void refuse(long line, String id) {
    throw refusal(
        line,
        "It refers to '"
            + Texts.shown(id)
            + "', which does not stand before it in its session as what it is said to be.");
  }

  private MultichatException refusal(long line, String why) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE, name + " cannot be used; look at line " + line + ": " + why);
  }
}
