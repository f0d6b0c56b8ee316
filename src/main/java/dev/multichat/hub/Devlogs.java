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
    return of(exchange.opener(), name, exchange.state(), DevlogWriter.exchange(exchange));
  }

  /** The devlog that notices share, with its markdown. */
  static Devlog notices(List<Entry> notices, Set<String> replied) {
    Entry first = notices.get(0);
    Message opener = Objects.requireNonNull(first.message());
    String markdown = DevlogWriter.notices(notices, replied);
    return of(opener, DevlogName.notices(first), ExchangeState.NOTICE, markdown);
  }

  /** The devlogs that begin with this opener, as lines of a list: its own, or shared, or both. */
  static List<Devlog> listed(Exchange exchange, boolean beginsNotices) {
    Entry first = exchange.entries().get(0);
    List<Devlog> listed = new ArrayList<>();
    if (!exchange.sharesItsDevlog()) {
      String name = DevlogName.exchange(first);
      listed.add(of(exchange.opener(), name, exchange.state(), null));
    }
    if (beginsNotices) {
      String name = DevlogName.notices(first);
      listed.add(of(exchange.opener(), name, ExchangeState.NOTICE, null));
    }
    return listed;
  }

  private static Devlog of(
      Message opener, String name, ExchangeState state, @Nullable String markdown) {
    return new Devlog(
        opener.id(),
        opener.session(),
        name,
        opener.from(),
        opener.subject(),
        state,
        opener.createdAt(),
        markdown);
  }
}
