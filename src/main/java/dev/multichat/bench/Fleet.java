package dev.multichat.bench;

import java.util.List;

/** Hubs that are one, each in a process of its own, to be measured. All of this blocks. */
public interface Fleet {
  /** Starts so many over a fresh store; the ways in, one for each. */
  List<Bed.Door> start(int nodes);

  /** The processor time that the hubs' processes have taken so far. */
  double hubSeconds();

  /** That of the store's process; 0 when it is not ours. */
  double storeSeconds();

  /** Ends them with what they stored. */
  void stop();
}
