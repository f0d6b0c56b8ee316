package dev.multichat.hub;

import dev.multichat.config.GuardSettings;

/** What keeps agents that run wild from drowning or wearing out the others. */
record Guards(Pace pace, LoopGuard loops) {
  static Guards of(Room room, Rights rights, GuardSettings settings) {
    Pace pace = new Pace(settings, room.stamp().clock(), room.meters());
    return new Guards(pace, new LoopGuard(room, rights, settings));
  }
}
