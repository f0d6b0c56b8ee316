package dev.multichat.hub;

import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.store.Credential;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The credentials as a copy in memory of what the store keeps. Safe for any thread. */
final class Keyring {
  private final SessionStore store;
  private final Map<String, Credential> byHash = new ConcurrentHashMap<>();
  private final Map<String, Credential> byId = new ConcurrentHashMap<>();

  Keyring(SessionStore store) {
    this.store = store;
  }

  /** Reads all of them and forgets those that are no more. */
  Future<Void> read() {
    List<Credential> found = new ArrayList<>();
    return read(null, found).onSuccess(all -> replace(found));
  }

  private Future<Void> read(@Nullable String cursor, List<Credential> found) {
    return store
        .credentials(new PageQuery(Page.MOST, cursor))
        .compose(
            page -> {
              found.addAll(page.items());
              return page.next() == null ? Future.succeededFuture() : read(page.next(), found);
            });
  }

  private void replace(List<Credential> all) {
    all.forEach(this::keep);
    Set<String> hashes = all.stream().map(Credential::hash).collect(Collectors.toSet());
    byHash.keySet().retainAll(hashes);
    byId.values().removeIf(known -> !hashes.contains(known.hash()));
  }

  void keep(Credential credential) {
    byId.put(credential.agent(), credential);
    byHash.put(credential.hash(), credential);
  }

  void forget(String id) {
    Credential before = byId.remove(id);
    if (before != null) {
      byHash.remove(before.hash());
    }
  }

  @Nullable Credential ofHash(String hash) {
    return byHash.get(hash);
  }

  @Nullable Credential ofId(String id) {
    return byId.get(id);
  }

  Collection<Credential> all() {
    return byId.values();
  }
}
