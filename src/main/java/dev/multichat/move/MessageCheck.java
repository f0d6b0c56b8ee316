package dev.multichat.move;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.Names;
import dev.multichat.store.Kept;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks whether what an entry refers to is there and agrees with it. */
final class MessageCheck {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final SessionStore store;
  private final Set<String> agents;

  /**
   * Begins.
   *
   * @param agents those that were registered so far; others add to it
   */
  MessageCheck(SessionStore store, Set<String> agents) {
    this.store = store;
    this.agents = agents;
  }

  /** What is wrong with it, in a sentence each. */
  Future<List<String>> wrong(Entry entry, Map<String, Kept> kept) {
    Message message = entry.message();
    if (message == null) {
      return entry.about() == null
          ? Future.succeededFuture(List.of())
          : store.message(entry.about()).map(about -> event(entry, about));
    }
    Findings findings = new Findings();
    parties(entry, message, findings);
    Kept beside = kept.get(message.id());
    known(entry, message, beside, findings);
    receipts(entry, message, beside, findings);
    String answers = message.inReplyTo();
    Future<Optional<Entry>> answered =
        answers == null ? Future.succeededFuture(Optional.empty()) : store.message(answers);
    return answered.map(
        before -> {
          exchange(entry, message, before, findings);
          return findings.sentences();
        });
  }

  private static List<String> event(Entry event, Optional<Entry> about) {
    boolean sound =
        about.map(e -> String.valueOf(event.session()).equals(e.session())).orElse(false);
    return sound
        ? List.of()
        : List.of(
            Doctor.at(event)
                + " is about the message '"
                + event.about()
                + "', which is not in its session.");
  }

  private void parties(Entry entry, Message message, Findings findings) {
    List<String> parties = new ArrayList<>(message.to());
    parties.add(message.from());
    for (String party : parties) {
      // Old devlogs name people who never were agents, but with their cards.
      boolean named = entry.cards().stream().anyMatch(card -> card.id().equals(party));
      findings.unless(
          named || Names.isHubs(party) || agents.contains(party),
          Doctor.at(entry) + " names '" + party + "', of whom nothing is told.");
    }
  }

  private static void known(Entry entry, Message message, @Nullable Kept kept, Findings findings) {
    boolean sound =
        kept != null
            && kept.known().position() == entry.position()
            && kept.known().from().equals(message.from())
            && SHA256.matcher(kept.known().hash()).matches();
    findings.unless(
        sound,
        Doctor.at(entry)
            + (kept == null
                ? " has no hash, so that its id could be used again."
                : " is known with another place, sender or hash."));
  }

  private static void receipts(
      Entry entry, Message message, @Nullable Kept kept, Findings findings) {
    Set<String> told = new HashSet<>();
    if (kept != null) {
      kept.recipients().forEach(recipient -> told.add(recipient.agent()));
    }
    findings.unless(
        told.equals(new HashSet<>(message.to())),
        Doctor.at(entry) + " has receipts of " + told + ", but went to " + message.to() + ".");
  }

  private static void exchange(
      Entry entry, Message message, Optional<Entry> answered, Findings findings) {
    if (message.opensExchange()) {
      findings.unless(
          message.id().equals(message.exchange()),
          Doctor.at(entry) + " opens an exchange, but is said to be in another one.");
      return;
    }
    Message before = answered.map(Entry::message).orElse(null);
    if (before == null || !before.session().equals(message.session())) {
      findings.add(
          Doctor.at(entry)
              + " answers '"
              + message.inReplyTo()
              + "', which is not in its session.");
      return;
    }
    boolean sound =
        before.seq() < message.seq()
            && before.exchange() != null
            && before.exchange().equals(message.exchange());
    findings.unless(
        sound, Doctor.at(entry) + " is in another exchange than what it answers, or before it.");
  }
}
