package dev.multichat.hub;

import dev.multichat.core.Caller;
import dev.multichat.core.MultichatException;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Lets callers in: only who is known, and only who may change something where that is done. */
final class Gate {
  private final Directory directory;
  private final Attendance attendance;

  Gate(Directory directory, Attendance attendance) {
    this.directory = directory;
    this.attendance = attendance;
  }

  /** Does what changes something, which readers may not. */
  <T> Future<T> acting(Caller caller, Supplier<Future<T>> action) {
    return called(
        caller,
        () -> {
          directory.checkActs(caller);
          return action.get();
        });
  }

  /** Does anything for callers that are registered and not revoked. */
  <T> Future<T> called(Caller caller, Supplier<Future<T>> action) {
    return guarded(
        () -> {
          directory.checkKnown(caller);
          attendance.called(caller.agent());
          return action.get();
        });
  }

  /** Turns what is thrown into a failed future. */
  static <T> Future<T> guarded(Supplier<Future<T>> action) {
    try {
      return action.get();
    } catch (MultichatException refusal) {
      return Future.failedFuture(refusal);
    }
  }
}
