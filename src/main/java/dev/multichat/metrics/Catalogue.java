package dev.multichat.metrics;

import dev.multichat.core.EntryType;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Kind;
import dev.multichat.metrics.Meters.Learned;
import dev.multichat.metrics.Meters.Limit;
import dev.multichat.metrics.Meters.Way;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.util.Map;

/** What a hub counts and times, by its names. */
final class Catalogue extends Registry {
  final Map<Kind, Counter> sends =
      counters("sends", "Messages that were sent and recorded", Kind.class, "kind");
  final Counter repeats = counter("sends.repeated", "Sends that gave back a first receipt");
  final Timer send = timer("send", "From arrival at the hub to the receipt");
  final Timer commit = timer("commit", "One commit of the store");
  final DistributionSummary writes = sizes("commit.writes", "Writes in one commit");
  final Map<EntryType, Counter> entries =
      counters("entries", "Entries appended to the log", EntryType.class, "type");
  final Counter inbox =
      counter("inbox.messages", "Messages put into inboxes, one for each recipient");
  final Counter acknowledgements =
      counter("acknowledgements", "Acknowledgements and replies recorded");
  final Map<Way, Counter> deliveries =
      counters("deliveries", "Messages that agents took", Way.class, "way");
  final Counter redeliveries =
      counter("redeliveries", "Pushes of messages that were pushed in vain before");
  final Counter pushFailures =
      counter("push.failures", "Pushes that a handler failed or did not reply to");
  final Map<ErrorCode, Counter> refusals =
      counters("refusals", "Calls that were refused", ErrorCode.class, "code");
  final Map<Limit, Counter> limited =
      counters("guard.refusals", "Messages that a guard refused", Limit.class, "limit");
  final Map<ErrorCode, Counter> storeFailures =
      counters("store.failures", "Commits that failed", ErrorCode.class, "code");
  final Counter unknown =
      counter("unknown.outcomes", "Writes of which nobody knows whether they are stored");
  final Counter cuts = counter("streams.cut", "Streams cut, since their reader took nothing");
  final Map<Learned, Counter> learned;

  /**
   * @param node as of {@link Registry}; of none nothing is counted that only a cluster has
   */
  Catalogue(String node) {
    super(node);
    learned =
        node.isEmpty()
            ? Map.of()
            : counters("feed.entries", "Entries of the log that came here", Learned.class, "by");
  }
}
