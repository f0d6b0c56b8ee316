package dev.multichat.cli;

import dev.multichat.client.HubClient;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Holder;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code multichat agent list}. */
@Command(
    name = "list",
    description = {
      "Lists agents, and whether they are there.",
      "",
      "Operators also see who has a token, with what access; readers, which are no agents, too."
    },
    footer = {
      "  multichat agent list",
      "  multichat agent list --json | jq -r '.agents[] | select(.present) | .id'"
    })
final class AgentList implements Runnable {
  private final Desk desk;

  @Option(names = "--json", description = "Prints one JSON object with 'agents'.")
  private boolean json;

  /**
   * One of the list.
   *
   * @param access of its token; absent when it has none, or the caller may not know
   */
  record Row(
      String id,
      String name,
      String role,
      String capabilities,
      @Nullable Access access,
      boolean present,
      @Nullable Instant lastSeenAt,
      @Nullable Instant registeredAt,
      @Nullable Instant revokedAt) {
    private static Row of(Agent a) {
      return new Row(
          a.id(),
          a.name(),
          a.role(),
          a.capabilities(),
          null,
          false,
          null,
          a.registeredAt(),
          a.revokedAt());
    }

    private Row with(@Nullable Access held, boolean there, @Nullable Instant seen) {
      return new Row(id, name, role, capabilities, held, there, seen, registeredAt, revokedAt);
    }

    private Row with(Holder holder) {
      return with(holder.access(), present, lastSeenAt);
    }

    private Row with(Presence presence) {
      return with(access, presence.present(), presence.lastSeenAt());
    }
  }

  AgentList(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    List<Row> rows = desk.connected(AgentList::rows);
    if (json) {
      desk.console().json(Map.of("agents", rows));
    } else if (rows.isEmpty()) {
      desk.console().note("There are no agents yet; multichat agent add ID adds one.");
    } else {
      table(rows).print(desk.console());
    }
  }

  private static List<Row> rows(HubClient client, Caller me) {
    Map<String, Row> byId = new TreeMap<>();
    Paging.all(
        (limit, cursor) -> client.coordinator().agents(me, new PageQuery(limit, cursor)),
        agents -> agents.forEach(a -> byId.put(a.id(), Row.of(a))));
    for (Presence p : Awaiting.result(client.coordinator().presence(me, null))) {
      byId.computeIfPresent(p.agent(), (id, row) -> row.with(p));
    }
    if (me.isOperator()) {
      for (Holder h : Awaiting.result(client.identities().holders(me))) {
        Row row = byId.getOrDefault(h.id(), Row.of(new Agent(h.id(), h.id(), "", "", null, null)));
        byId.put(h.id(), row.with(h));
      }
    }
    return List.copyOf(byId.values());
  }

  private static Table table(List<Row> rows) {
    Table table =
        new Table(
            new Table.Column("AGENT", 0),
            new Table.Column("NAME", 24),
            new Table.Column("ROLE", 34),
            new Table.Column("ACCESS", 0),
            new Table.Column("SEEN (UTC)", 0));
    for (Row r : rows) {
      String access = r.access() == null ? "-" : r.access().toString();
      table.row(r.id(), r.name(), r.role(), access, seen(r));
    }
    return table;
  }

  private static String seen(Row row) {
    if (row.revokedAt() != null) {
      return "revoked " + Times.shown(row.revokedAt());
    }
    return row.present() ? "present" : Times.shown(row.lastSeenAt());
  }
}
