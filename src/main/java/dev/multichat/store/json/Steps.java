package dev.multichat.store.json;

import dev.multichat.core.NextStep;
import dev.multichat.wire.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Next steps that nobody marked done, by owner; their words stay on the disk. */
final class Steps {
  /** Of a message, the step with an index; two halves of a digest stand for its action. */
  record Step(int position, int index, int session, long one, long two) {}

  final TreeMap<Integer, List<Step>> byOwner = new TreeMap<>();

  static Step of(NextStep step, int position, int index, int session) {
    ByteBuffer digest =
        ByteBuffer.wrap(Wire.sha256(step.action().getBytes(StandardCharsets.UTF_8)));
    return new Step(position, index, session, digest.getLong(), digest.getLong());
  }

  void add(int owner, Step step) {
    byOwner.computeIfAbsent(owner, none -> new ArrayList<>()).add(step);
  }

  /** Takes away all with this action in the session. */
  void done(int owner, Step done) {
    List<Step> steps = byOwner.get(owner);
    if (steps != null) {
      steps.removeIf(
          s -> s.session() == done.session() && s.one() == done.one() && s.two() == done.two());
    }
  }

  void forget(int session) {
    byOwner.values().forEach(steps -> steps.removeIf(step -> step.session() == session));
  }

  Stream<Step> of(int owner) {
    return byOwner.getOrDefault(owner, List.of()).stream();
  }
}
