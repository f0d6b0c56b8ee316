package dev.multichat.devlog.old;

import dev.multichat.core.NextStep;
import dev.multichat.devlog.old.Outline.Block;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.SourceSpan;

/** Fills the fields of a voice from a part; what does not fit a field is left in the page. */
final class Fields {
  /** One item, or one line, of a section. */
  private record Unit(String text, int from, int to) {}

  private final Source source;
  private final Part part;
  private final Section section;

  private Fields(Source source, Part part, Section section) {
    this.source = source;
    this.part = part;
    this.section = section;
  }

  static void fill(Source source, Part part) {
    if (part.section != null) {
      new Fields(source, part, part.section).fill();
    }
  }

  private void fill() {
    int taken = 0;
    List<Unit> units = units();
    for (Unit unit : units) {
      if (!unit.text().isBlank() && fits(unit.text())) {
        source.page().take(unit.from(), unit.to());
        taken++;
      }
    }
    if (taken < units.size()) {
      source
          .notes()
          .left(
              Notes.count(units.size() - taken, "item", "items")
                  + " of "
                  + Notes.quoted(part.label)
                  + why());
    }
    Block heading = part.heading;
    boolean spent = heading != null && taken > 0 && source.page().isSpent(heading.end(), part.to());
    if (spent && heading != null && section.isSaidBy(part.label)) {
      source.page().take(heading.from(), heading.end());
    }
  }

  private String why() {
    return section == Section.NEXT_STEPS
        ? " without an owner, or too long or rich for a field: left in the body."
        : " too long, too many or too rich for a field: left in the body.";
  }

  private boolean fits(String text) {
    Voice voice = part.voice;
    return switch (section) {
      case KEY_POINTS -> voice.point(text);
      case STATUS -> voice.status(text);
      case PROGRESS -> voice.status(part.label + ": " + text);
      case NEXT_STEPS -> step(text);
    };
  }

  private boolean step(String text) {
    NextStep step = Owner.step(text, source);
    return step != null && part.voice.step(step);
  }

  private List<Unit> units() {
    List<Unit> units = new ArrayList<>();
    boolean lines = section == Section.STATUS || section == Section.NEXT_STEPS;
    for (Block block : part.blocks) {
      if (block.isList()) {
        Outline.items(block).forEach(item -> units.add(item(item)));
      } else if (block.isParagraph() && lines) {
        for (SourceSpan span : block.node().getSourceSpans()) {
          int at = span.getLineIndex();
          units.add(unit(source.page().line(at).strip(), at, at + 1));
        }
      }
    }
    return units;
  }

  private Unit item(Block item) {
    String text = "";
    if (Outline.isPlain(item)) {
      text = Outline.text(source.page(), item.node().getFirstChild());
    }
    return unit(text, item.from(), item.end());
  }

  private static Unit unit(String markdown, int from, int to) {
    String words = Words.of(markdown);
    return new Unit(words == null ? "" : words, from, to);
  }
}
