package dev.multichat.hub;

import dev.multichat.config.GuardSettings;

/** What keeps agents that run wild from drowning or wearing out the others. */
final class Guards {
  private final Room room;
  private final LoopGuard loops;
  private volatile Pace pace;

  Guards(Room room, Rights rights, GuardSettings settings) {
    this.room = room;
    this.loops = new LoopGuard(room, rights, settings);
    this.pace = paced(settings);
  }

  private Pace paced(GuardSettings settings) {
    return new Pace(settings, room.stamp().clock(), room.meters());
  }

  LoopGuard loops() {
    return loops;
  }

  Pace pace() {
    return pace;
  }

  /** Goes by these settings from now on: with full buckets, and with what is held still held. */
  void change(GuardSettings settings) {
    pace = paced(settings);
    loops.change(settings);
  }
}
