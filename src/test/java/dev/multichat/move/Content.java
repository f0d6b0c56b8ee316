package dev.multichat.move;

import static dev.multichat.store.contract.Trial.await;

import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Audience;
import dev.multichat.core.Draft;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Importance;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.NextStep;
import dev.multichat.core.Opening;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Appended;
import dev.multichat.store.Credential;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import dev.multichat.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Conversations of all sorts, as many messages as are asked for; the same ones each time. */
public final class Content {
  private static final List<String> AGENTS = List.of("ada", "bo", "cleo", "dan", "eve");
  private static final Instant CREATED = Instant.parse("2025-09-24T04:27:49.123Z");
  private static final int BATCH = 500;

  private final SessionStore store;
  private final int sessions;
  private final Message[] last;

  private Content(SessionStore store, int messages) {
    this.store = store;
    this.sessions = Math.max(2, messages / 300);
    this.last = new Message[sessions];
  }

  /** Appends that many messages and a bit of everything else. */
  public static void fill(SessionStore store, int messages) {
    Content content = new Content(store, messages);
    content.begin();
    for (int i = 0; i < messages; i += BATCH) {
      content.batch(i, Math.min(messages, i + BATCH));
    }
    content.conclude();
  }

  private void begin() {
    List<Write> writes = new ArrayList<>();
    for (String id : AGENTS) {
      Agent card = Agent.of(id, id + " 🦉", "Rôle of " + id, "line\nline");
      writes.add(Write.event(Entry.agent(card, id), false));
    }
    for (int i = 0; i < sessions; i++) {
      Opening opening = new Opening(session(i), "Topic " + i, AGENTS, i % 2 == 0);
      writes.add(Write.event(Entry.opened(opening, session(i), "ada"), false));
    }
    append(writes);
  }

  private Appended append(List<Write> writes) {
    Appended done = await(store.append(writes));
    done.outcomes()
        .forEach(
            outcome -> {
              if (outcome.refused() != null) {
                throw new AssertionError(outcome.refused());
              }
            });
    return done;
  }

  private static String session(int number) {
    return "talk-" + number;
  }

  private void batch(int from, int to) {
    List<Write> writes = new ArrayList<>();
    for (int i = from; i < to; i++) {
      writes.add(message(i));
    }
    List<Write> marks = new ArrayList<>();
    for (Entry entry : append(writes).entries()) {
      Message message = entry.message();
      if (message != null) {
        int number = Integer.parseInt(message.session().substring("talk-".length()));
        last[number] = message;
        marks.addAll(marks(message));
      }
    }
    append(marks);
  }

  private static List<Write> marks(Message message) {
    String first = message.to().get(0);
    return switch ((int) (message.seq() % 4)) {
      case 0 -> List.of(Write.mark(message.id(), first, ReceiptState.DELIVERED));
      case 1 -> List.of(Write.mark(message.id(), first, ReceiptState.ACKNOWLEDGED));
      case 2 ->
          message.seq() % 12 == 2
              ? List.of(
                  Write.event(Entry.about(EntryType.DEAD, message, first, "no answer"), false))
              : List.of();
      default -> List.of();
    };
  }

  private Write message(int i) {
    String from = AGENTS.get(i % AGENTS.size());
    Message answered = i % 5 == 3 ? last[i % sessions] : null;
    Draft draft = draft(i, AGENTS.get((i + 1 + i % 3) % AGENTS.size()), answered);
    String session = session(i % sessions);
    Message message = Message.accepted(draft, draft.id(), session, from, CREATED.plusMillis(i));
    Audience audience = draft.to().isEmpty() ? Audience.SESSION : Audience.LIST;
    return Write.message(Entry.of(message, audience), Wire.hash(draft), null, false);
  }

  private Draft draft(int i, String to, Message answered) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (i % 7 == 0) {
      metadata.put("z", "last first");
      metadata.put("a", "\t" + i);
    }
    byte[] name = ("message " + i).getBytes(StandardCharsets.UTF_8);
    return new Draft(
        UUID.nameUUIDFromBytes(name).toString(),
        null,
        session(i % sessions),
        i % 11 == 0 ? List.of() : List.of(to),
        Kind.values()[i % 3],
        i % 13 == 0 ? "" : "Subject " + i + " “ü”",
        body(i),
        answered == null ? null : answered.id(),
        null,
        every(17, i, CREATED.plusSeconds(500_000_000)),
        every(19, i, CREATED.plusSeconds(600_000_000)),
        Importance.values()[i % 4],
        some(6, i, "a point"),
        some(8, i, new NextStep(to, "step " + i, i % 16 == 0)),
        some(9, i, "working"),
        some(10, i, "tag"),
        metadata,
        every(12, i, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
  }

  private static <T> T every(int nth, int i, T value) {
    return i % nth == 0 ? value : null;
  }

  private static <T> List<T> some(int nth, int i, T value) {
    return i % nth == 0 ? List.of(value) : List.of();
  }

  private static String body(int i) {
    return switch (i % 4) {
      case 0 -> "# Heading\n\nBody of " + i + " with 🦉, \u0000 and \u2028.\r\n";
      case 1 -> "{\"json\": \"in a body\"}\\n";
      case 2 -> "x".repeat(i % 2000 + 1);
      default -> "Body " + i;
    };
  }

  private void conclude() {
    append(
        List.of(
            Write.event(Entry.event(EntryType.LEFT, session(0), "eve", "eve", null), false),
            Write.event(Entry.event(EntryType.HELD, session(0), null, "operator", "wait"), false),
            Write.event(Entry.event(EntryType.CLOSED, session(1), null, "ada", null), false)));
    List<Write> passing = new ArrayList<>();
    Opening opening = new Opening("passing", "To be deleted", AGENTS, false);
    passing.add(Write.event(Entry.opened(opening, "passing", "ada"), false));
    for (int i = 0; i < 3; i++) {
      byte[] name = ("passing " + i).getBytes(StandardCharsets.UTF_8);
      Draft draft =
          Draft.of(Kind.REQUEST, List.of("bo"), "Passing", "Body")
              .at(UUID.nameUUIDFromBytes(name).toString(), "passing", null);
      Message message = Message.accepted(draft, draft.id(), "passing", "ada", CREATED);
      passing.add(Write.message(Entry.of(message, Audience.LIST), Wire.hash(draft), null, false));
    }
    append(passing);
    await(store.delete("passing"));
    Agent dan = Agent.of("dan", "dan", "", "").since(null, CREATED);
    append(List.of(Write.event(Entry.agent(dan, "operator"), false)));
    await(store.saveCredentials("ada", List.of(credential("aa", "ada"), credential("bb", "ada"))));
    await(store.saveCredentials("bo", List.of(credential("cc", "bo"))));
  }

  private static Credential credential(String start, String agent) {
    return new Credential(start.repeat(32), agent, Access.AGENT, CREATED);
  }
}
