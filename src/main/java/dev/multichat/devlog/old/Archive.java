package dev.multichat.devlog.old;

import dev.multichat.core.Audience;
import dev.multichat.core.Card;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Message;
import dev.multichat.core.Opening;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Write;
import dev.multichat.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a store is given to take over the old devlogs of one session: a closed session whose
 * messages are in no inbox and await nobody. Its people are named, but not registered.
 */
public final class Archive {
  private static final int NOTICES_A_FILE = 200;
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  private final List<OldDevlog> devlogs;
  private final String session;
  private final List<Write> writes = new ArrayList<>();
  private Instant at;
  private long seq;
  private String notices = "";
  private long noticesDay;
  private int noticesCount;

  private Archive(List<OldDevlog> devlogs) {
    this.devlogs = devlogs;
    this.session = devlogs.get(0).session();
    this.at = time(devlogs.get(0));
  }

  /** In the order given, as one batch that is written altogether or not at all. */
  public static List<Write> writes(List<OldDevlog> ofOneSession) {
    return new Archive(ofOneSession).writes();
  }

  private static Instant time(OldDevlog devlog) {
    return devlog.opened().truncatedTo(ChronoUnit.MILLIS);
  }

  private List<Write> writes() {
    OldDevlog first = devlogs.get(0);
    String initiator = first.utterances().get(0).from().id();
    Set<String> everybody = new LinkedHashSet<>();
    devlogs.forEach(devlog -> devlog.people().forEach(person -> everybody.add(person.id())));
    everybody.remove(initiator);
    Opening opening = new Opening(session, first.topic(), List.copyOf(everybody), false);
    event(Entry.opened(opening, session, initiator));
    devlogs.forEach(this::exchange);
    event(Entry.event(EntryType.CLOSED, session, initiator, initiator, "It was said long ago."));
    return writes;
  }

  private void event(Entry event) {
    writes.add(Write.restored(event.appended(0, at, List.of()), null, List.of()));
  }

  private void exchange(OldDevlog devlog) {
    at = time(devlog).isAfter(at) ? time(devlog) : at;
    Set<String> replied = new LinkedHashSet<>();
    devlog.utterances().stream().skip(1).forEach(said -> replied.add(said.from().id()));
    devlog.utterances().forEach(said -> message(devlog, said, replied));
  }

  private void message(OldDevlog devlog, Utterance said, Set<String> replied) {
    String opener = devlog.utterances().get(0).id();
    String answered = said.opens() ? null : opener;
    var draft = said.draft(session, answered);
    List<String> to = recipients(devlog, said);
    Message accepted = Message.accepted(draft, said.id(), session, said.from().id(), time(devlog));
    Message message = accepted.to(to).appended(opener, ++seq, at);
    Audience audience = said.toEveryone() ? Audience.EVERYONE : Audience.LIST;
    Entry entry =
        Entry.of(message, audience)
            .with(message, cards(devlog, said, to))
            .appended(0, at, exchanges(message, opener));
    List<Receipt.Recipient> recipients =
        to.stream()
            .map(agent -> recipient(agent, said.opens() && replied.contains(agent)))
            .toList();
    writes.add(Write.restored(entry, Wire.hash(draft), recipients));
  }

  /** A recipient that is not known to have replied may never have seen it. */
  private Receipt.Recipient recipient(String agent, boolean replied) {
    ReceiptState state = replied ? ReceiptState.REPLIED : ReceiptState.EXPIRED;
    return new Receipt.Recipient(agent, state, at);
  }

  private static List<String> recipients(OldDevlog devlog, Utterance said) {
    List<Person> to = said.toEveryone() ? devlog.people() : said.to();
    return to.stream().map(Person::id).filter(id -> !id.equals(said.from().id())).toList();
  }

  private static List<Card> cards(OldDevlog devlog, Utterance said, List<String> to) {
    Map<String, Card> cards = new LinkedHashMap<>();
    put(cards, said.from());
    said.to().stream().filter(person -> to.contains(person.id())).forEach(p -> put(cards, p));
    devlog.people().stream().filter(person -> to.contains(person.id())).forEach(p -> put(cards, p));
    return List.copyOf(cards.values());
  }

  private static void put(Map<String, Card> cards, Person person) {
    cards.putIfAbsent(person.id(), new Card(person.id(), person.name(), person.role()));
  }

  /** A notice names the first of those that share its file, as a store groups them. */
  private List<String> exchanges(Message message, String opener) {
    if (!message.isNotice()) {
      return List.of(opener);
    }
    long day = Math.floorDiv(message.createdAt().toEpochMilli(), DAY_MS);
    if (noticesCount == 0 || noticesCount == NOTICES_A_FILE || noticesDay != day) {
      notices = message.id();
      noticesDay = day;
      noticesCount = 0;
    }
    noticesCount++;
    return List.of(opener, notices);
  }
}
