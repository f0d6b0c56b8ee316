package dev.multichat.store.redis;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a Redis server is and what its settings promise.
 *
 * @param durability what is kept of what it answered, in a few words
 * @param keeps whether anything of it is kept on a disk, as far as it tells
 */
record Server(String durability, boolean keeps) {
  private static final List<String> SETTINGS =
      List.of(
          "appendonly",
          "appendfsync",
          "no-appendfsync-on-rewrite",
          "save",
          "maxmemory",
          "maxmemory-policy");

  /** Refuses a server on which a store cannot be kept. */
  static Future<Server> of(Link link, Address address) {
    return link.send(Request.cmd(Command.INFO).arg("everything"))
        .map(told -> info(String.valueOf(told)))
        .compose(
            info -> {
              check(info, address);
              return settings(link);
            })
        .map(settings -> promised(settings, address));
  }

  private static Map<String, String> info(String text) {
    Map<String, String> info = new HashMap<>();
    for (String line : text.split("\r?\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        info.put(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    return info;
  }

  private static void check(Map<String, String> info, Address address) {
    if ("1".equals(info.get("cluster_enabled"))) {
      throw unfit(
          address,
          "is a Redis Cluster, in which one append cannot change the keys of all its parts together",
          "give a single server");
    }
    if ("sentinel".equals(info.get("redis_mode"))) {
      throw unfit(address, "is a sentinel and keeps no data", "give the server that it watches");
    }
    String version = info.getOrDefault("redis_version", "0.0");
    String[] parts = version.split("\\.", -1);
    int major = Integer.parseInt(parts[0]);
    if (major < 6 || (major == 6 && Integer.parseInt(parts[1]) < 2)) {
      throw unfit(address, "is Redis " + version, "give one of version 6.2 or later");
    }
  }

  private static MultichatException unfit(Address address, String why, String remedy) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE, address.shown() + " " + why + "; " + remedy + ".");
  }

  /** Empty when the server does not tell its settings. */
  private static Future<Map<String, String>> settings(Link link) {
    Map<String, String> settings = new HashMap<>();
    List<Future<?>> asked = new ArrayList<>();
    for (String name : SETTINGS) {
      asked.add(
          link.send(Request.cmd(Command.CONFIG).arg("GET").arg(name))
              .map(told -> settings.put(name, value(told, name))));
    }
    return Future.all(asked).map(settings).otherwise(Map.of());
  }

  private static String value(@Nullable Response told, String name) {
    if (told == null || told.size() == 0) {
      return "";
    }
    Response value = told.isMap() ? told.get(name) : told.get(1);
    return value == null ? "" : value.toString();
  }

  private static Server promised(Map<String, String> settings, Address address) {
    if (settings.isEmpty()) {
      return new Server("as far as Redis keeps it, which it does not tell", false);
    }
    boolean bounded = !settings.getOrDefault("maxmemory", "0").equals("0");
    if (bounded && settings.getOrDefault("maxmemory-policy", "").startsWith("allkeys")) {
      throw unfit(
          address,
          "throws keys away when its memory is full (maxmemory-policy "
              + settings.get("maxmemory-policy")
              + ")",
          "set maxmemory-policy noeviction");
    }
    if (settings.getOrDefault("appendonly", "").equals("yes")) {
      return appendOnly(settings);
    }
    String save = settings.getOrDefault("save", "");
    return save.isEmpty()
        ? new Server("Redis keeps nothing on a disk: all is lost with its process", false)
        : new Server(
            "Redis saves snapshots only (save "
                + save
                + "): what came after the last one is lost with its process",
            false);
  }

  private static Server appendOnly(Map<String, String> settings) {
    String unless =
        settings.getOrDefault("no-appendfsync-on-rewrite", "").equals("yes")
            ? ", but not while it rewrites its file"
            : "";
    return switch (settings.getOrDefault("appendfsync", "")) {
      case "always" ->
          new Server("appendfsync always: Redis syncs each commit to the disk" + unless, true);
      case "everysec" ->
          new Server(
              "appendfsync everysec: up to a second may be lost with the machine" + unless, true);
      default ->
          new Server("appendfsync no: what the system had not written is lost with it", true);
    };
  }
}
