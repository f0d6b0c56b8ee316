package dev.multichat.move;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.Names;
import dev.multichat.core.Receipt;
import dev.multichat.store.Known;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
  Future<List<String>> wrong(Entry entry) {
    Message message = entry.message();
    if (message == null) {
      return entry.about() == null
          ? Future.succeededFuture(List.of())
          : store.message(entry.about()).map(about -> event(entry, about));
    }
    Findings findings = new Findings();
    parties(entry, message, findings);
    Future<Optional<Known>> known = store.known(message.id());
    Future<Optional<Receipt>> receipt = store.receipts(message.id());
    String answers = message.inReplyTo();
    Future<Optional<Entry>> answered =
        answers == null ? Future.succeededFuture(Optional.empty()) : store.message(answers);
    return Future.all(known, receipt, answered)
        .map(
            all -> {
              known(entry, message, known.result(), findings);
              receipts(entry, message, receipt.result(), findings);
              exchange(entry, message, answered.result(), findings);
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

  private static void known(
      Entry entry, Message message, Optional<Known> known, Findings findings) {
    boolean sound =
        known
            .map(
                k ->
                    k.position() == entry.position()
                        && k.from().equals(message.from())
                        && SHA256.matcher(k.hash()).matches())
            .orElse(false);
    findings.unless(
        sound,
        Doctor.at(entry)
            + (known.isEmpty()
                ? " has no hash, so that its id could be used again."
                : " is known with another place, sender or hash."));
  }

  private static void receipts(
      Entry entry, Message message, Optional<Receipt> receipt, Findings findings) {
    Set<String> told = new HashSet<>();
    receipt.ifPresent(r -> r.recipients().forEach(recipient -> told.add(recipient.agent())));
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
