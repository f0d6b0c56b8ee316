package dev.multichat.devlog.old;

import dev.multichat.devlog.old.Outline.Block;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A heading and what stands below it, said by one voice; the first part has no heading. */
final class Part {
  final Voice voice;
  final @Nullable Section section;
  final String label;
  final @Nullable Block heading;
  final List<Block> blocks = new ArrayList<>();

  Part(Voice voice, @Nullable Section section, String label, @Nullable Block heading) {
    this.voice = voice;
    this.section = section;
    this.label = label;
    this.heading = heading;
  }

  /** A part without a heading. */
  static Part plain(Voice voice) {
    return new Part(voice, null, "", null);
  }

  boolean isEmpty() {
    return heading == null && blocks.isEmpty();
  }

  int from() {
    return heading != null ? heading.from() : blocks.get(0).from();
  }

  int to() {
    Block last = blocks.isEmpty() ? heading : blocks.get(blocks.size() - 1);
    return last == null ? from() : last.to();
  }
}
