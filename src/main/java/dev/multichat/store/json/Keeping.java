package dev.multichat.store.json;

import dev.multichat.store.Credential;
import dev.multichat.store.Lease;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is kept beside the conversations: positions, leases, credentials, the epoch. */
final class Keeping {
  final TreeMap<String, Long> positions = new TreeMap<>();
  final TreeMap<String, Lease> leases = new TreeMap<>();
  final TreeMap<String, Credential> credentials = new TreeMap<>();

  /** Deleted sessions whose lines are not yet erased, and up to which position. */
  final TreeMap<String, Long> erasing = new TreeMap<>();

  String epoch = "";

  /** The epoch of a lease, held or not; 0 when nobody ever had it. */
  long epoch(String lease) {
    Lease last = leases.get(lease);
    return last == null ? 0 : last.epoch();
  }

  void replace(String agent, List<Credential> now) {
    credentials.values().removeIf(credential -> credential.agent().equals(agent));
    now.forEach(credential -> credentials.put(credential.hash(), credential));
  }

  Stream<Credential> sorted() {
    return credentials.values().stream()
        .sorted(Comparator.comparing(Credential::agent).thenComparing(Credential::hash));
  }
}
