package dev.multichat.hub;

import dev.multichat.core.Devlog;
import dev.multichat.core.Entry;
import dev.multichat.core.Exchange;
import dev.multichat.core.ExchangeState;
import dev.multichat.core.Message;
import dev.multichat.devlog.DevlogName;
import dev.multichat.devlog.DevlogWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Devlogs as they are listed and read, from the store and not from the disk. */
final class Devlogs {
  private Devlogs() {}

  /** The devlog of an exchange, with its markdown. */
  static Devlog exchange(Exchange exchange) {
    String name = DevlogName.exchange(exchange.entries().get(0));
    return of(exchange, name, DevlogWriter.exchange(exchange));
  }

  /** The devlog that notices share, with its markdown. */
  static Devlog notices(List<Entry> notices, Set<String> replied) {
    Entry first = notices.get(0);
    Message opener = Objects.requireNonNull(first.message());
    String markdown = DevlogWriter.notices(notices, replied);
    return notices(opener, DevlogName.notices(first), markdown);
  }

  /** The devlogs that begin with this opener, as lines of a list: its own, or shared, or both. */
  static List<Devlog> listed(Exchange exchange, boolean beginsNotices) {
    Entry first = exchange.entries().get(0);
    List<Devlog> listed = new ArrayList<>();
    if (!exchange.sharesItsDevlog()) {
      String name = DevlogName.exchange(first);
      listed.add(of(exchange, name, null));
    }
    if (beginsNotices) {
      String name = DevlogName.notices(first);
      listed.add(notices(exchange.opener(), name, null));
    }
    return listed;
  }

  private static Devlog notices(Message opener, String name, @Nullable String markdown) {
    return of(opener, name, new Standing(ExchangeState.NOTICE, null), markdown);
  }

  private static Devlog of(Exchange exchange, String name, @Nullable String markdown) {
    Standing standing = new Standing(exchange.state(), exchange.heldBecause());
    return of(exchange.opener(), name, standing, markdown);
  }

  /** How an exchange stands, and why it is held if it is. */
  private record Standing(ExchangeState state, @Nullable String held) {}

  private static Devlog of(
      Message opener, String name, Standing standing, @Nullable String markdown) {
    return new Devlog(
        opener.id(),
        opener.session(),
        name,
        opener.from(),
        opener.subject(),
        standing.state(),
        opener.createdAt(),
        standing.held(),
        markdown);
  }
}
