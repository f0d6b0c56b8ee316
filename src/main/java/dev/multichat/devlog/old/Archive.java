package dev.multichat.devlog.old;

import dev.multichat.core.Audience;
import dev.multichat.core.Card;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Message;
import dev.multichat.core.Opening;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import dev.multichat.core.Session;
import dev.multichat.store.Write;
import dev.multichat.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a store is given to take over the old devlogs of one session: a closed session whose
 * messages are in no inbox and await nobody. Its people are named, but not registered.
 */
public final class Archive {
  private static final int NOTICES_A_FILE = 200;
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  /** Why such a session is closed, by which it is told from others. */
  static final String CLOSED = "It was said long ago.";

  private final List<OldDevlog> devlogs;
  private final String session;
  private final List<Write> writes = new ArrayList<>();
  private final Map<String, String> exchanges = new HashMap<>();
  private final Map<String, Set<String>> repliers = new HashMap<>();
  private Instant at;
  private long seq;
  private String notices = "";
  private long noticesDay;
  private int noticesCount;

  /** What is said, and where it was read. */
  private record Said(OldDevlog devlog, Utterance said) {}

  private Archive(List<OldDevlog> devlogs) {
    this.devlogs = devlogs;
    this.session = devlogs.get(0).session();
    this.at = time(devlogs.get(0).utterances().get(0));
  }

  /** In the order of time, as one batch that is written altogether or not at all. */
  public static List<Write> writes(List<OldDevlog> ofOneSession) {
    Archive archive = new Archive(ofOneSession);
    archive.open();
    return archive.rest(Set.of(), archive.initiator());
  }

  /**
   * What a session that came this way lacks of further devlogs.
   *
   * @param known the ids of messages that it has
   * @param last the notices that its next one would share a file with
   */
  static List<Write> further(
      List<OldDevlog> ofOneSession, Session here, Set<String> known, List<Entry> last) {
    Archive archive = new Archive(ofOneSession);
    archive.goOn(here, last);
    return archive.rest(known, Objects.requireNonNullElse(here.initiator(), archive.initiator()));
  }

  private static Instant time(Utterance said) {
    return said.at().truncatedTo(ChronoUnit.MILLIS);
  }

  private String initiator() {
    return devlogs.get(0).utterances().get(0).from().id();
  }

  private Set<String> everybody() {
    Set<String> everybody = new LinkedHashSet<>();
    devlogs.forEach(devlog -> devlog.people().forEach(person -> everybody.add(person.id())));
    return everybody;
  }

  private void open() {
    Set<String> others = everybody();
    others.remove(initiator());
    Opening opening = new Opening(session, devlogs.get(0).topic(), List.copyOf(others), false);
    event(Entry.opened(opening, session, initiator()));
  }

  private void goOn(Session here, List<Entry> last) {
    seq = here.lastSeq();
    at = here.lastActivityAt();
    Message first = last.isEmpty() ? null : last.get(0).message();
    if (first != null) {
      notices = first.id();
      noticesDay = day(first.createdAt());
      noticesCount = last.size();
    }
    Set<String> others = everybody();
    here.participants().forEach(others::remove);
    String by = Objects.requireNonNullElse(here.initiator(), initiator());
    others.forEach(agent -> event(Entry.event(EntryType.JOINED, session, agent, by, null)));
  }

  private List<Write> rest(Set<String> known, String by) {
    List<Said> all = new ArrayList<>();
    Set<String> seen = new HashSet<>(known);
    // Of a notice that was replied to, the page of its own tells more than that of the day.
    List<OldDevlog> tellingFirst =
        devlogs.stream().sorted(Comparator.comparing(OldDevlog::isNotices)).toList();
    for (OldDevlog devlog : tellingFirst) {
      for (Utterance said : devlog.utterances()) {
        note(said);
        if (seen.add(said.id())) {
          all.add(new Said(devlog, said));
        }
      }
    }
    all.stream()
        .sorted(Comparator.comparing(one -> time(one.said())))
        .forEach(one -> message(one.devlog(), one.said()));
    event(Entry.event(EntryType.CLOSED, session, by, by, CLOSED));
    return writes;
  }

  private void note(Utterance said) {
    String answers = said.answers();
    String exchange = answers == null ? said.id() : exchanges.getOrDefault(answers, answers);
    exchanges.put(said.id(), exchange);
    if (answers != null) {
      repliers.computeIfAbsent(answers, none -> new HashSet<>()).add(said.from().id());
    }
  }

  private void event(Entry event) {
    writes.add(Write.restored(event.appended(0, at, List.of()), null, List.of()));
  }

  private void message(OldDevlog devlog, Utterance said) {
    Instant created = time(said);
    at = created.isAfter(at) ? created : at;
    String exchange = exchanges.getOrDefault(said.id(), said.id());
    var draft = said.draft(session, said.answers());
    List<String> to = recipients(devlog, said);
    Message accepted = Message.accepted(draft, said.id(), session, said.from().id(), created);
    Message message = accepted.to(to).appended(exchange, ++seq, at);
    Audience audience = said.toEveryone() ? Audience.EVERYONE : Audience.LIST;
    Entry entry =
        Entry.of(message, audience)
            .with(message, cards(devlog, said, to))
            .appended(0, at, exchanges(message, exchange));
    Set<String> replied = repliers.getOrDefault(said.id(), Set.of());
    List<Receipt.Recipient> recipients =
        to.stream().map(agent -> recipient(agent, replied.contains(agent))).toList();
    writes.add(Write.restored(entry, Wire.hash(draft), recipients));
  }

  /** A recipient that is not known to have replied may never have seen it. */
  private Receipt.Recipient recipient(String agent, boolean replied) {
    ReceiptState state = replied ? ReceiptState.REPLIED : ReceiptState.EXPIRED;
    return new Receipt.Recipient(agent, state, at);
  }

  private static List<String> recipients(OldDevlog devlog, Utterance said) {
    List<Person> to = said.toEveryone() && said.to().isEmpty() ? devlog.people() : said.to();
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
    long day = day(message.createdAt());
    if (noticesCount == 0 || noticesCount == NOTICES_A_FILE || noticesDay != day) {
      notices = message.id();
      noticesDay = day;
      noticesCount = 0;
    }
    noticesCount++;
    return List.of(opener, notices);
  }

  private static long day(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), DAY_MS);
  }
}
