package dev.multichat.devlog.old;

import dev.multichat.core.Importance;
import dev.multichat.core.MultichatException;
import dev.multichat.devlog.old.Outline.Block;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a markdown devlog that somebody wrote by hand or with another tool. Nothing is dropped:
 * what fits no field stays in a body. The same text gives the same ids; any thread.
 */
public final class OldDevlogReader {
  private final Source source;
  private final List<Block> blocks;
  private final FrontLines front;
  private final @Nullable Own own;

  /** The title and subject that the text itself tells; empty when it tells none. */
  private record Titles(String title, String subject) {}

  private OldDevlogReader(Page page, String file, Notes notes) {
    this.front = FrontLines.of(page);
    this.own = front.own(page);
    this.blocks = Outline.of(page, front.end());
    Headers headers = Headers.of(page, front, blocks);
    this.source = new Source(page, headers, FileName.of(file), new People(notes), notes);
  }

  /**
   * What the file holds; refused, with a note that says why, when it cannot be read.
   *
   * @param file its name, which is asked only for what the text does not tell
   * @param modified when it was changed, taken as the time of what nothing else dates
   */
  public static OldDevlog read(String file, byte[] content, Instant modified) {
    Notes notes = new Notes();
    try {
      Page page = new Page(Decoding.text(content, notes));
      if (page.isSpent(0, page.size())) {
        throw MultichatException.invalid("The file is empty.");
      }
      return new OldDevlogReader(page, file, notes).any(file, modified);
    } catch (MultichatException e) {
      notes.refused(String.valueOf(e.getMessage()));
      return OldDevlog.refused(file, modified, notes.all());
    }
  }

  private OldDevlog any(String file, Instant modified) {
    OldDevlog ours = own == null ? null : OwnPage.read(file, source, front, own, blocks);
    return ours == null ? devlog(file, modified) : ours;
  }

  private OldDevlog devlog(String file, Instant modified) {
    if (own != null) {
      OwnHead.read(source);
    }
    Titles titles = titles();
    Parties parties = Parties.of(source, titles.title());
    Dating dating = Dating.of(source, modified);
    Importance importance = Kinds.importance(source);
    takeFront();
    String told = titles.title().isEmpty() ? titles.subject() : titles.title();
    String byName = dating.byName() + parties.byName();
    String topic = told.isEmpty() ? guessedTopic(!byName.isEmpty()) : told;
    Ids ids =
        new Ids(
            source.page().canonical(),
            told.isEmpty() && !byName.isEmpty() ? byName + topic : byName);
    String subject = titles.subject().isEmpty() ? topic : titles.subject();
    List<Utterance> said =
        new Assembly(source, parties, importance, blocks)
            .utterances(Assembly.cut(subject), ids, own, dating.opened());
    return new OldDevlog(
        file,
        dating.opened(),
        Assembly.cut(topic),
        own == null ? ids.session(dating.day(), told) : own.session(),
        own,
        source.people().all(),
        said,
        source.notes().all());
  }

  private Titles titles() {
    Block block = source.headers().title();
    String title = block == null ? "" : Headers.heading(source.page(), block);
    String value = source.headers().value(Header.SUBJECT);
    String subject = value == null ? "" : Words.or(value);
    if (Assembly.cut(subject).equals(subject)) {
      source.headers().take(Header.SUBJECT);
    }
    boolean derived = own != null && !subject.isEmpty();
    if (block != null && (derived || Assembly.cut(title).equals(title))) {
      source.page().take(block.from(), block.end());
    } else if (block != null) {
      source.notes().left("The title is longer than a topic may be; it stays in the body, too.");
    }
    return new Titles(derived ? subject : title, subject);
  }

  /** What our own front matter says stands in fields, or follows from them. */
  private void takeFront() {
    int end = front.end();
    if (own != null) {
      source.page().take(0, end);
      source.notes().read("It is one of our own devlogs, of session '" + own.session() + "'.");
    } else if (end > 0 && source.page().isSpent(1, end - 1)) {
      source.page().take(0, end);
    }
  }

  /** The name of the file is asked only if it told something else, since ids then depend on it. */
  private String guessedTopic(boolean byName) {
    String named = source.name().topic();
    if (byName && !named.isEmpty()) {
      source.notes().guessed("Only the file's name tells the topic: " + Notes.quoted(named) + ".");
      return named;
    }
    source.notes().guessed("No topic is told; the first words were taken for it.");
    String first = Words.or(source.page().first());
    return first.isEmpty() ? "Untitled" : first;
  }
}
