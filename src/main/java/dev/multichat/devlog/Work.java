package dev.multichat.devlog;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.IOException;

/** Something that blocks. */
interface Work {
  void run() throws IOException;

  /** Does it on a worker thread; what one context hands over is done one after the other. */
  static Future<Void> on(Context context, Work work) {
    return context.executeBlocking(
        () -> {
          work.run();
          return null;
        });
  }
}
