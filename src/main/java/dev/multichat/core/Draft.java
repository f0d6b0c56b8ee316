package dev.multichat.core;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A message as its sender gave it, before the hub stamps it. Lists are never null; the kind
 * defaults to {@code inform} and the importance to {@code normal}.
 *
 * @param id a UUID (RFC 9562); with the same content it returns the first receipt for ever
 * @param key a free text that the id is derived from, together with the sender; not with an id
 * @param session the session to send into; absent opens one
 * @param to ids; empty means every other participant, {@code ["*"]} every registered agent
 * @param body markdown
 * @param traceparent the trace that it belongs to, as {@link Traceparent} has it
 */
public record Draft(
    @Nullable String id,
    @Nullable String key,
    @Nullable String session,
    List<String> to,
    Kind kind,
    String subject,
    String body,
    @Nullable String inReplyTo,
    @Nullable Boolean replyExpected,
    @Nullable Instant replyBy,
    @Nullable Instant expiresAt,
    Importance importance,
    List<String> keyPoints,
    List<NextStep> nextSteps,
    List<String> status,
    List<String> tags,
    Map<String, String> metadata,
    @Nullable String traceparent) {

  /** The recipient that stands for every registered agent. */
  public static final String EVERYONE = "*";

  private static final int MOST_ITEMS = 100;
  private static final int LINE = 1000;

  /** Where a UUID tells its version. */
  private static final int VERSION_AT = 14;

  public Draft {
    id = id == null ? null : Names.message(id);
    checkIdentity(id, key);
    session = session == null ? null : Names.session(session);
    to = recipients(to);
    kind = Objects.requireNonNullElse(kind, Kind.INFORM);
    subject = Objects.requireNonNullElse(subject, "");
    Texts.checkLine("subject", subject, 200);
    body = Objects.requireNonNullElse(body, "");
    Texts.checkUnicode("body", body);
    inReplyTo = inReplyTo == null ? null : Names.message(inReplyTo);
    Require.time("replyBy", replyBy);
    Require.time("expiresAt", expiresAt);
    importance = Objects.requireNonNullElse(importance, Importance.NORMAL);
    keyPoints = Require.texts("keyPoints", keyPoints, MOST_ITEMS, LINE);
    nextSteps = Require.list("nextSteps", nextSteps, MOST_ITEMS);
    status = Require.texts("status", status, MOST_ITEMS, LINE);
    tags = Require.texts("tags", tags, MOST_ITEMS, 64);
    metadata = pairs(metadata);
    Traceparent.check(traceparent);
    checkSaysSomething(subject, body);
  }

  /** A draft with nothing but what every message needs. */
  public static Draft of(Kind kind, List<String> to, String subject, String body) {
    return new Draft(
        null,
        null,
        null,
        to,
        kind,
        subject,
        body,
        null,
        null,
        null,
        null,
        Importance.NORMAL,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        null);
  }

  /** This draft with its identity and place set. */
  public Draft at(@Nullable String newId, @Nullable String newSession, @Nullable String answers) {
    return new Draft(
        newId,
        newId == null ? key : null,
        newSession,
        to,
        kind,
        subject,
        body,
        answers,
        replyExpected,
        replyBy,
        expiresAt,
        importance,
        keyPoints,
        nextSteps,
        status,
        tags,
        metadata,
        traceparent);
  }

  /** This draft in this session to these recipients. */
  public Draft placed(String newSession, List<String> recipients) {
    return new Draft(
        id,
        key,
        newSession,
        recipients,
        kind,
        subject,
        body,
        inReplyTo,
        replyExpected,
        replyBy,
        expiresAt,
        importance,
        keyPoints,
        nextSteps,
        status,
        tags,
        metadata,
        traceparent);
  }

  /** This draft with other structured fields, as a devlog's sections show them. */
  public Draft with(List<String> points, List<NextStep> steps, List<String> states) {
    return new Draft(
        id,
        key,
        session,
        to,
        kind,
        subject,
        body,
        inReplyTo,
        replyExpected,
        replyBy,
        expiresAt,
        importance,
        points,
        steps,
        states,
        tags,
        metadata,
        traceparent);
  }

  /** This draft in another trace, or in none; that is no part of what was said. */
  public Draft traced(@Nullable String trace) {
    return Objects.equals(traceparent, trace)
        ? this
        : new Draft(
            id,
            key,
            session,
            to,
            kind,
            subject,
            body,
            inReplyTo,
            replyExpected,
            replyBy,
            expiresAt,
            importance,
            keyPoints,
            nextSteps,
            status,
            tags,
            metadata,
            trace);
  }

  /** Whether each recipient is awaited to reply. */
  public boolean awaitsReply() {
    return replyExpected != null ? replyExpected : kind.awaitsReply();
  }

  /** Ids of version 8 are what keys become: nobody may take another's by giving one. */
  private static void checkIdentity(@Nullable String id, @Nullable String key) {
    if (id != null && key != null) {
      throw MultichatException.invalid("Give 'id' or 'key', not both.");
    }
    if (id != null && id.charAt(VERSION_AT) == '8') {
      throw MultichatException.invalid(
          "The id '" + id + "' is of version 8, which is derived from a key; give the 'key'.");
    }
    if (key != null) {
      Names.key(key);
    }
  }

  private static List<String> recipients(@Nullable List<String> given) {
    List<String> list = Require.list("to", given, 1000);
    if (list.contains(EVERYONE) && list.size() > 1) {
      throw MultichatException.invalid("'to' is [\"*\"] or a list of ids, not both.");
    }
    Set<String> ids = new LinkedHashSet<>();
    for (String id : list) {
      ids.add(id.equals(EVERYONE) ? id : Names.party(id));
    }
    return List.copyOf(ids);
  }

  private static Map<String, String> pairs(@Nullable Map<String, String> given) {
    if (given == null || given.isEmpty()) {
      return Map.of();
    }
    if (given.size() > MOST_ITEMS) {
      throw MultichatException.invalid("'metadata' has more than " + MOST_ITEMS + " pairs.");
    }
    given.forEach(
        (name, value) -> {
          Texts.checkLine("metadata name", name, 64);
          Texts.checkLength(
              "metadata." + Texts.shown(name), Require.given("metadata." + name, value), LINE);
        });
    return Collections.unmodifiableMap(new TreeMap<>(given));
  }

  private static void checkSaysSomething(String subject, String body) {
    if (subject.isBlank() && body.isBlank()) {
      throw MultichatException.invalid(
          "The message says nothing: give a 'subject', a 'body', or both.");
    }
  }
}
