package dev.multichat.contract;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.contract.Scene.refused;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multichat.core.Devlog;
import dev.multichat.core.DevlogQuery;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.ExchangeState;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Page;
import dev.multichat.core.Receipt;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import dev.multichat.core.SessionState;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading what is recorded: for those who take part, page by page. */
public interface ReadingContract extends Promises {

  @Test
  default void historyIsPagedBySeq() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("talk", "agent-2", "agent-3");
    for (int i = 1; i <= 5; i++) {
      s.send("agent-2", Note.to().in("talk").body("number " + i));
    }
    Page<Message> one = history(null, null);
    Page<Message> two = history(null, one.next());
    Page<Message> three = history(null, two.next());
    assertThat(one.items()).extracting(Message::seq).containsExactly(1L, 2L);
    assertThat(two.items()).extracting(Message::seq).containsExactly(3L, 4L);
    assertThat(three.items()).extracting(Message::body).containsExactly("number 5");
    assertThat(three.next()).isNull();
  }

  @Test
  default void historyBeginsAfterASeqOrAtACursor() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("talk", "agent-2", "agent-3");
    for (int i = 1; i <= 4; i++) {
      s.send("agent-2", Note.to().in("talk"));
    }
    Page<Message> middle = history(1L, null);
    assertThat(middle.items()).extracting(Message::seq).containsExactly(2L, 3L);
    assertThat(history(null, middle.next()).items()).extracting(Message::seq).containsExactly(4L);
    assertThat(history(4L, null).items()).isEmpty();
    assertThat(history(4L, null).next()).isNull();
    assertThatExceptionOfType(MultichatException.class)
        .isThrownBy(() -> new HistoryQuery("talk", 1L, 2, middle.next()))
        .withMessageContaining("not both");
  }

  @Test
  default void aCursorOfHistoryFromAnotherEpochIsAConflict() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("talk", "agent-2", "agent-3");
    for (int i = 1; i <= 3; i++) {
      s.send("agent-2", Note.to().in("talk"));
    }
    String next = await(s.hub.history(as("agent-2"), from(null, null))).next();
    String place = new String(Base64.getUrlDecoder().decode(next), StandardCharsets.UTF_8);
    byte[] other =
        ("another" + place.substring(place.indexOf(' '))).getBytes(StandardCharsets.UTF_8);
    String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(other);
    refused(ErrorCode.CONFLICT, s.hub.history(as("agent-2"), from(null, cursor)))
        .contains("restored");
    refused(ErrorCode.INVALID, s.hub.history(as("agent-2"), from(null, "2"))).contains("cursor");
  }

  private static HistoryQuery from(Long afterSeq, String cursor) {
    return new HistoryQuery("talk", afterSeq, 2, cursor);
  }

  private Page<Message> history(Long afterSeq, String cursor) {
    return await(scene().hub.history(as("agent-3"), from(afterSeq, cursor)));
  }

  @Test
  default void aStrangersSessionIsNotRead() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    s.session("talk", "agent-2", "agent-3");
    String id = s.send("agent-2", Note.to().in("talk")).id();
    refused(ErrorCode.FORBIDDEN, s.hub.session(as("agent-4"), "talk"));
    refused(
        ErrorCode.FORBIDDEN, s.hub.history(as("agent-4"), new HistoryQuery("talk", null, 9, null)));
    refused(ErrorCode.NOT_FOUND, s.hub.message(as("agent-4"), id));
    refused(ErrorCode.NOT_FOUND, s.hub.receipts(as("agent-4"), id));
    refused(ErrorCode.NOT_FOUND, s.hub.devlog(as("agent-4"), id));
    refused(ErrorCode.FORBIDDEN, s.hub.devlogs(as("agent-4"), new DevlogQuery("talk", 9, null)));
    assertThat(await(s.hub.history(OPERATOR, new HistoryQuery("talk", null, 9, null))).items())
        .hasSize(1);
    assertThat(await(s.hub.message(OPERATOR, id)).id()).isEqualTo(id);
  }

  @Test
  default void whatIsNotThereIsNotFound() {
    Scene s = scene().with("agent-2");
    String none = Note.uuid();
    refused(ErrorCode.NOT_FOUND, s.hub.session(as("agent-2"), "talk")).contains("talk");
    refused(
        ErrorCode.NOT_FOUND, s.hub.history(as("agent-2"), new HistoryQuery("talk", null, 9, null)));
    refused(ErrorCode.NOT_FOUND, s.hub.message(as("agent-2"), none)).contains(none);
    refused(ErrorCode.NOT_FOUND, s.hub.receipts(as("agent-2"), none)).contains(none);
    refused(ErrorCode.NOT_FOUND, s.hub.devlog(as("agent-2"), none)).contains(none);
    refused(ErrorCode.INVALID, s.hub.message(as("agent-2"), "7")).contains("UUID");
  }

  @Test
  default void sessionsArePagedByNewestActivity() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    for (String id : List.of("one", "two", "three")) {
      s.session(id, "agent-2", "agent-3");
      s.rest(2);
    }
    s.send("agent-3", Note.to().in("one"));
    Page<Session> first = sessions("agent-3", new SessionQuery(null, null, null, 2, null));
    Page<Session> second = sessions("agent-3", new SessionQuery(null, null, null, 2, first.next()));
    assertThat(first.items()).extracting(Session::id).containsExactly("one", "three");
    assertThat(second.items()).extracting(Session::id).containsExactly("two");
    assertThat(second.next()).isNull();
    assertThat(first.items().get(0).lastSeq()).isEqualTo(1);
    assertThat(sessions("agent-4", all()).items()).isEmpty();
    assertThat(sessions("operator", all()).items()).hasSize(3);
  }

  private Page<Session> sessions(String agent, SessionQuery query) {
    return await(scene().hub.sessions(as(agent), query));
  }

  private static SessionQuery all() {
    return new SessionQuery(null, null, null, 9, null);
  }

  @Test
  default void sessionsAreFoundByParticipantStateAndText() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("alpha", "agent-2");
    s.session("beta", "agent-3");
    await(s.hub.close(as("agent-3"), "beta"));
    SessionQuery closed = new SessionQuery(null, SessionState.CLOSED, null, 9, null);
    SessionQuery text = new SessionQuery(null, null, "ALPH", 9, null);
    SessionQuery threes = new SessionQuery("agent-3", null, null, 9, null);
    assertThat(sessions("operator", closed).items())
        .extracting(Session::id)
        .containsExactly("beta");
    assertThat(sessions("operator", text).items()).extracting(Session::id).containsExactly("alpha");
    assertThat(sessions("operator", threes).items())
        .extracting(Session::id)
        .containsExactly("beta");
    refused(ErrorCode.FORBIDDEN, s.hub.sessions(as("agent-2"), threes));
  }

  @Test
  default void aDevlogIsReadByTheIdOfAnyMessageInIt() {
    Scene s = scene().with("agent-2", "agent-3");
    Receipt question = s.send("agent-2", Note.request("agent-3").with("subject", "Readiness"));
    Receipt reply = s.send("agent-3", Note.to().answers(question.id()).body("All is ready."));
    Devlog devlog = await(s.hub.devlog(as("agent-3"), reply.id()));
    assertThat(devlog.exchange()).isEqualTo(question.id());
    assertThat(devlog.state()).isEqualTo(ExchangeState.ANSWERED);
    assertThat(devlog.name()).endsWith(".md").contains("agent-2_to_agent-3_readiness");
    assertThat(devlog.markdown()).contains("Readiness").contains("All is ready.");
    assertThat(await(s.hub.devlog(as("agent-2"), question.id()))).isEqualTo(devlog);
  }

  @Test
  default void noticesShareADevlog() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("talk", "agent-2", "agent-3");
    Receipt one = s.send("agent-2", Note.to().in("talk").body("First of two"));
    Receipt two = s.send("agent-3", Note.to().in("talk").body("Second of two"));
    Devlog shared = await(s.hub.devlog(as("agent-2"), two.id()));
    assertThat(shared.exchange()).isEqualTo(one.id());
    assertThat(shared.state()).isEqualTo(ExchangeState.NOTICE);
    assertThat(shared.markdown()).contains("First of two").contains("Second of two");
  }

  @Test
  default void devlogsAreListedNewestFirstForThoseWhoMay() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("talk", "agent-2", "agent-3");
    List<String> asked =
        List.of(1, 2, 3).stream()
            .map(i -> s.send("agent-2", Note.request("agent-3").in("talk")).id())
            .toList();
    Page<Devlog> one = devlogs(null);
    Page<Devlog> two = devlogs(one.next());
    assertThat(one.items())
        .extracting(Devlog::exchange)
        .containsExactly(asked.get(2), asked.get(1));
    assertThat(two.items()).extracting(Devlog::exchange).containsExactly(asked.get(0));
    assertThat(one.items().get(0).markdown()).isNull();
    refused(ErrorCode.FORBIDDEN, s.hub.devlogs(as("agent-3"), new DevlogQuery(null, 9, null)));
    assertThat(await(s.hub.devlogs(OPERATOR, new DevlogQuery(null, 9, null))).items()).hasSize(3);
  }

  private Page<Devlog> devlogs(String cursor) {
    return await(scene().hub.devlogs(as("agent-3"), new DevlogQuery("talk", 2, cursor)));
  }
}
