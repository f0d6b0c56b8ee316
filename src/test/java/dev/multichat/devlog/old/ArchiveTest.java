package dev.multichat.devlog.old;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Importance;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Write;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArchiveTest {
  private static final Instant MORNING = Instant.parse("2025-09-24T08:00:00Z");
  private static final Person ADA = new Person("ada", "Ada", "Builder");
  private static final Person BO = new Person("bo", "Bo", "");

  private static Utterance said(Person from, Instant at, Person... to) {
    return said(from, null, at, to);
  }

  private static Utterance said(Person from, String answers, Instant at, Person... to) {
    return new Utterance(
        UUID.randomUUID().toString(),
        from,
        List.of(to),
        to.length == 0,
        answers,
        Kind.INFORM,
        "Subject",
        "Body",
        Importance.NORMAL,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        at);
  }

  private static OldDevlog devlog(Instant opened, Utterance... said) {
    List<Person> people = List.of(ADA, BO);
    return new OldDevlog("a.md", opened, "Topic", "talk", null, people, List.of(said), List.of());
  }

  private static List<Entry> entries(OldDevlog... devlogs) {
    return Archive.writes(List.of(devlogs)).stream().map(Write::entry).toList();
  }

  @Test
  void noticesOfADayShareAFileAsAStoreGroupsThem() {
    Utterance first = said(ADA, MORNING, BO);
    Utterance second = said(BO, MORNING.plusSeconds(9), ADA);
    Utterance nextDay = said(ADA, MORNING.plusSeconds(86_400), BO);
    List<Entry> entries =
        entries(
            devlog(MORNING, first),
            devlog(MORNING.plusSeconds(9), second),
            devlog(MORNING.plusSeconds(86_400), nextDay));
    assertThat(entries.get(1).exchanges()).containsExactly(first.id(), first.id());
    assertThat(entries.get(2).exchanges()).containsExactly(second.id(), first.id());
    assertThat(entries.get(3).exchanges()).containsExactly(nextDay.id(), nextDay.id());
  }

  @Test
  void onlyWhoRepliedIsSaidToHaveReplied() {
    Person cy = new Person("cy", "Cy", "");
    Utterance opener = said(ADA, MORNING, BO, cy);
    Utterance reply = said(BO, opener.id(), MORNING, ADA);
    List<Write> writes = Archive.writes(List.of(devlog(MORNING, opener, reply)));
    assertThat(writes.get(1).recipients())
        .extracting(r -> r.agent() + " " + r.state())
        .containsExactly("bo " + ReceiptState.REPLIED, "cy " + ReceiptState.EXPIRED);
    assertThat(writes.get(2).recipients())
        .extracting(r -> r.agent() + " " + r.state())
        .containsExactly("ada " + ReceiptState.EXPIRED);
  }

  @Test
  void aSessionIsOpenedByWhoSpeaksFirstAndClosedAtTheEnd() {
    Utterance opener = said(BO, MORNING);
    List<Entry> entries = entries(devlog(MORNING, opener, said(ADA, opener.id(), MORNING, BO)));
    assertThat(entries)
        .extracting(Entry::type)
        .containsExactly(EntryType.OPENED, EntryType.MESSAGE, EntryType.MESSAGE, EntryType.CLOSED);
    assertThat(entries.get(0).by()).isEqualTo("bo");
    assertThat(entries.get(0).opening().participants()).containsExactly("ada");
    Message everybody = entries.get(1).message();
    assertThat(everybody.to()).containsExactly("ada");
    assertThat(entries).extracting(Entry::at).containsOnly(MORNING);
    assertThat(entries.get(2).message().inReplyTo()).isEqualTo(everybody.id());
  }
}
