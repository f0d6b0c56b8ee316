package dev.multichat.app;

import dev.multichat.client.HubClient;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.metrics.Scrape;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a node tells of itself and of its cluster. */
final class Outlook {
  /** The names of all duties. */
  static final List<String> DUTIES = List.of("devlogs", "deadlines", "delivery");

  private final String name;
  private final URI url;
  private final String token;
  private final HubClient operator;

  /**
   * @param name of the node
   * @param agents who reach it
   */
  Outlook(String name, Served node, Agents agents) {
    this.name = name;
    this.url = node.url();
    this.token = agents.operatorToken();
    this.operator = agents.operator();
  }

  JsonObject cluster() {
    return Awaiting.result(operator.status(Caller.operator())).getJsonObject("cluster");
  }

  /** The members that it sees, by their names. */
  Map<String, JsonObject> members() {
    Map<String, JsonObject> members = new TreeMap<>();
    cluster()
        .getJsonArray("members")
        .forEach(one -> members.put(((JsonObject) one).getString("node"), (JsonObject) one));
    return members;
  }

  boolean sees(String... names) {
    return members().keySet().equals(Set.of(names));
  }

  /** The duties that it sees done, by whichever node. */
  List<String> done() {
    List<String> all = new ArrayList<>();
    members().values().forEach(m -> m.getJsonArray("duties").forEach(d -> all.add("" + d)));
    return all;
  }

  Scrape scraped() {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/metrics"))
            .header("Authorization", "Bearer " + token)
            .build();
    return new Scrape(
        HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString()).join().body());
  }

  /** How many entries of the log came to it this way. */
  long entries(String by) {
    return scraped().of("multichat_feed_entries_total{by=\"" + by + "\",node=\"" + name + "\"}");
  }

  /** Whether it does this, as its metrics have it. */
  boolean does(String duty) {
    return scraped().of("multichat_duty_held{duty=\"" + duty + "\",node=\"" + name + "\"}") == 1;
  }
}
