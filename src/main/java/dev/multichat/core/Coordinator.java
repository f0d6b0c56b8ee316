package dev.multichat.core;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inbound port: everything that a caller can have done. Every gateway and client offers just
 * this. All methods are asynchronous, may be called from any thread, and fail only with {@link
 * MultichatException}; UNAVAILABLE and STORAGE_FULL are possible everywhere. The caller is whom the
 * gateway authenticated; an agent that is not registered or is revoked is refused (FORBIDDEN) by
 * whatever changes something, except {@link #register}.
 */
public interface Coordinator {
  /**
   * Registers the caller, or changes its card; an operator does it for anybody. Completed means
   * durable; an unchanged card records nothing. FORBIDDEN for somebody else's card or a revoked id.
   */
  Future<Agent> register(Caller caller, Agent card);

  /** Revokes an agent for good: it neither sends nor receives any more. For operators. */
  Future<Agent> revoke(Caller caller, String agent);

  /**
   * Records a message; the receipt means that it is durable. The same id (or key) with the same
   * content gives back the first receipt for ever. INVALID, NOT_FOUND (session, recipient with the
   * nearest ids, or the message answered), FORBIDDEN (no participant), CONFLICT (id with other
   * content, closed session), TOO_LARGE, LIMITED with {@code retryAfterMs} (too much at once, or a
   * session that is held until it is released).
   */
  Future<Receipt> send(Caller caller, Draft draft);

  /**
   * Sends and waits for the replies, at most 25 s: it returns what there is when everybody replied
   * or the time is over. Asked again with the same id it goes on waiting. Replies that the caller
   * took with the answer count as acknowledged; see {@link Handover}.
   */
  Future<Answer> ask(Caller caller, Draft draft, Duration wait);

  /**
   * What is recorded for the agent and not acknowledged, in commit order; waits when there is
   * nothing. What the agent itself took is marked delivered; see {@link Handover}.
   */
  Future<Page<Message>> inbox(Caller caller, InboxQuery query);

  /**
   * Acknowledges messages for the caller and returns their ids; again changes nothing. NOT_FOUND
   * for a message that was not sent to the caller; then none is acknowledged.
   */
  Future<List<String>> acknowledge(Caller caller, List<String> messages);

  /** Opens a session. CONFLICT when the id is in use by another opening. */
  Future<Session> open(Caller caller, Opening opening);

  /** Joins an open session; does nothing for a participant. FORBIDDEN when it is not open. */
  Future<Session> join(Caller caller, String session);

  /** Leaves a session; who left is not awaited there any more. */
  Future<Session> leave(Caller caller, String session);

  /** Closes a session for good; for its initiator and operators. */
  Future<Session> close(Caller caller, String session);

  /**
   * Lets a session go on that the loop guard holds; what it counted begins anew. For operators;
   * NOT_FOUND, CONFLICT when it is not held.
   */
  Future<Session> release(Caller caller, String session);

  /** One session; FORBIDDEN for an agent that takes no part, unless it is open. */
  Future<Session> session(Caller caller, String session);

  /** Sessions by page, newest activity first; an agent sees those that it takes part in. */
  Future<Page<Session>> sessions(Caller caller, SessionQuery query);

  /** Messages of a session by page, by seq. */
  Future<Page<Message>> history(Caller caller, HistoryQuery query);

  /** One message; for those who may read its session. */
  Future<Message> message(Caller caller, String id);

  /** The receipt of a message as it stands now; for those who may read its session. */
  Future<Receipt> receipts(Caller caller, String id);

  /** One agent's card; NOT_FOUND names the nearest ids. */
  Future<Agent> agent(Caller caller, String id);

  /** The registered agents by page, by id. */
  Future<Page<Agent>> agents(Caller caller, PageQuery query);

  /** Who is there; of all agents, or of one. */
  Future<List<Presence>> presence(Caller caller, @Nullable String agent);

  /** What awaits the caller; of another agent for operators and readers. */
  Future<Agenda> agenda(Caller caller, @Nullable String agent);

  /** One devlog with its markdown, by the id of any message in it. */
  Future<Devlog> devlog(Caller caller, String message);

  /** Devlogs by page, newest first; an agent names a session that it may read. */
  Future<Page<Devlog>> devlogs(Caller caller, DevlogQuery query);

  /** Dead messages by page, oldest first. For operators and readers. */
  Future<Page<DeadLetter>> dead(Caller caller, PageQuery query);

  /** Puts a dead message back into its recipient's inbox. For operators. */
  Future<Receipt> requeue(Caller caller, String message, String agent);
}
