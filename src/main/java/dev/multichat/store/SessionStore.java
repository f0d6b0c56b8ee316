package dev.multichat.store;

import dev.multichat.core.Agenda;
import dev.multichat.core.Agent;
import dev.multichat.core.DeadLetter;
import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Receipt;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outbound port: where sessions are kept. Every method may be called from any thread, completes
 * on the caller's context, and fails only with {@link dev.multichat.core.MultichatException}:
 * UNAVAILABLE for a store that cannot be reached, STORAGE_FULL, CONFLICT for a cursor or position
 * of another epoch, INTERNAL otherwise. The contract suite states each promise as a test.
 *
 * <p>A list that is asked for with a limit may be shorter than that, since it is also cut at about
 * 4 MiB of text; only an empty one means that there is no more.
 */
public interface SessionStore {
  /** What this store is. */
  StoreInfo info();

  /** Whether only a lease keeps it to one daemon, since it has no lock of its own. */
  default boolean shared() {
    return false;
  }

  /**
   * Writes a batch in one transaction, in order; completed means durable. A write that is refused
   * for itself is refused alone and leaves nothing; a storage fault fails the whole batch, of which
   * then nothing was written unless {@link #known} says otherwise.
   *
   * <p>Entries get their {@code position} (growing in commit order) and time, messages their {@code
   * seq} (1, 2, 3 … without gaps in the session) and {@code exchange}; sender's and recipients'
   * cards; and an event the ids of the exchanges whose state it changes. What a message implies
   * goes before it: {@code opened} (of which sender and recipients are participants), or {@code
   * joined} for each recipient that took no part.
   *
   * <p>A message's id again, in the same batch too, gives back the first entry ({@code known}) when
   * sender and hash are equal, else CONFLICT. Preconditions of a message: its session exists
   * (NOT_FOUND) unless it opens it and is active (CONFLICT); its sender takes part or the session
   * is open (then the sender joins) or it is forced (FORBIDDEN; {@code hub} and the forced do not
   * join); sender and recipients are registered (FORBIDDEN, recipients NOT_FOUND) and not revoked
   * (FORBIDDEN, recipients CONFLICT); what it answers is in the session (NOT_FOUND). The audience
   * SESSION means the participants at that moment without the sender and the revoked (INVALID when
   * there is none). A reply acknowledges what it answers, for its sender. The id of a message whose
   * session was deleted is CONFLICT.
   *
   * <p>Preconditions of events: {@code opened} an unused id (CONFLICT) and parties as of a message;
   * {@code joined} an active session that is open or forced, and an agent that is registered and
   * not revoked (FORBIDDEN); {@code left}, {@code closed}, {@code held}, {@code released} an
   * existing session (NOT_FOUND); what changes nothing (joined again, left when absent, closed when
   * closed, overdue when nobody is awaited, expired or dead when acknowledged, a card unchanged) is
   * DONE without an entry. An agent that is revoked cannot be changed (FORBIDDEN). What is held and
   * released are the exchanges of the session that await somebody, and the one of the message that
   * the event is about, which stands last. The ids {@code hub} and {@code operator} need no
   * registration.
   *
   * <p>A {@code RESTORED} entry was appended to another store, and only its position is given out
   * anew. Nothing is presumed of its sender and recipients, and nothing is implied: what went
   * before it was restored before it. A message's {@code seq} must be its session's next
   * (CONFLICT), what it answers must be there (NOT_FOUND), an {@code opened} needs an unused id
   * (CONFLICT); its recipients are in the states given; an id again is as with messages. Whom an
   * entry makes or leaves awaited, what it opens, closes or lets in, is as if it had been appended.
   * A {@code FORGOTTEN} message leaves what {@link #forgotten} lists, unless its id is known.
   *
   * <p>A mark presumes that the message was sent to the agent (NOT_FOUND). What is put back from
   * dead to RECORDED is in the inbox again, but its reply is not awaited again. A position saved
   * under another epoch than the store's is CONFLICT. A write of any kind that carries a {@link
   * Fence} is CONFLICT, before anything else is looked at, when that lease's epoch is another in
   * the moment of the transaction; a lease that is over, or was ended, keeps its epoch until it is
   * taken by the next.
   */
  Future<Appended> append(List<Write> batch);

  /** The session's messages with a greater seq, in order; an unknown session reads empty. */
  Future<List<Message>> history(String session, long afterSeq, int limit);

  /** All entries with a greater position, in order; never skips one. */
  Future<List<Entry>> feed(long afterPosition, int limit);

  /** The entry of a message. */
  Future<Optional<Entry>> message(String id);

  /** What is kept of a message for ever. */
  Future<Optional<Known>> known(String id);

  /** What is kept of messages whose session was deleted, by page, by id. */
  Future<Page<Known>> forgotten(PageQuery query);

  /** One session. */
  Future<Optional<Session>> session(String id);

  /** Sessions by page, newest activity first; the cursor carries the epoch. */
  Future<Page<Session>> sessions(SessionQuery query);

  /** One agent, revoked ones too. */
  Future<Optional<Agent>> agent(String id);

  /** The agents by page, by id, revoked ones too; the cursor carries the epoch. */
  Future<Page<Agent>> agents(PageQuery query);

  /** Replaces the credentials of an agent; an empty list takes them all away. Durable. */
  Future<Void> saveCredentials(String agent, List<Credential> credentials);

  /** The credential of a token's hash. */
  Future<Optional<Credential>> credential(String hash);

  /** All credentials by page, by agent and hash; the cursor carries the epoch. */
  Future<Page<Credential>> credentials(PageQuery query);

  /** What is recorded for the agent and not acknowledged, expired or dead, in commit order. */
  Future<List<Entry>> inbox(String agent, long afterPosition, int limit);

  /** How far a message came with each recipient, as it stands now. */
  Future<Optional<Receipt>> receipts(String message);

  /**
   * What is kept of messages beside their entries, by id, at most 500 at once; those that are not
   * there, or whose session was deleted, are left out.
   */
  Future<Map<String, Kept>> kept(List<String> messages);

  /**
   * What an exchange has with a greater position, in order: its opener, its replies, and the events
   * that concern it. Empty when the id opened none.
   */
  Future<List<Entry>> exchange(String id, long afterPosition, int limit);

  /**
   * The notices that share one devlog with this one and have a greater position than that, in
   * order: consecutive notices of its session created on one day (UTC), at most 200 in all. Empty
   * when it is no notice. The first one's id names the devlog; {@link Entry#exchanges} of a notice
   * is {@code [own id, first one's id]}.
   */
  Future<List<Entry>> notices(String id, long afterPosition, int limit);

  /**
   * Messages that open an exchange (of one session, or of all) below a position, newest first; of
   * notices only the first of each shared devlog, and those that were replied to.
   */
  Future<List<Entry>> openers(@Nullable String session, long belowPosition, int limit);

  /** What awaits the agent: of replies and of steps the oldest {@link Agenda#MOST} each. */
  Future<Agenda> agenda(String agent);

  /** Dead messages by page, oldest first. */
  Future<Page<DeadLetter>> dead(PageQuery query);

  /** The next moments at which something becomes overdue or expires, soonest first. */
  Future<List<Due>> deadlines(int limit);

  /** Where a projection stands; 0 when it never saved. */
  Future<Long> position(String name);

  /** The position of the newest entry; 0 when there is none. */
  Future<Long> lastPosition();

  /**
   * Takes or renews a lease. Gives back the lease as it is now held: by this holder if it was free,
   * over, or already its own, else by the other. A new holder gets a greater epoch.
   */
  Future<Lease> lease(String name, String holder, Instant until);

  /** Ends a lease if this holder has it. */
  Future<Void> release(String name, String holder);

  /**
   * Deletes a session with everything in it but the ids and hashes of its messages; how many
   * messages that were. Again deletes nothing and is no error.
   *
   * @param fence under which it is deleted, as of a write: CONFLICT, and nothing is deleted, when
   *     another one has that lease; its id may stand for another session by now
   */
  Future<Integer> delete(String session, @Nullable Fence fence);

  /** Deletes a session under no fence. */
  default Future<Integer> delete(String session) {
    return delete(session, null);
  }

  /**
   * Gives the store another epoch, which counts from its next opening on; cursors that were handed
   * out before are refused then.
   */
  Future<Void> newEpoch();

  /**
   * What is wrong with the stored data in this technology's own terms, such as pages or checksums:
   * a plain sentence each, none when it is sound. Changes nothing.
   */
  Future<List<String>> inspect();

  /** Finishes what was begun and closes; afterwards everything fails with UNAVAILABLE. */
  Future<Void> close();
}
