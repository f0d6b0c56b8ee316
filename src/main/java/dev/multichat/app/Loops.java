package dev.multichat.app;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** The Vert.x that everything of one process runs on. */
final class Loops {
  /** More than the hub has parts, so that a busy one shares its loop with no other. */
  private static final int EVENT_LOOPS = 12;

  private Loops() {}

  /** Nothing here is served from the class path, so it needs no folder of copies. */
  static Vertx vertx() {
    FileSystemOptions files =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    return Vertx.vertx(
        new VertxOptions().setFileSystemOptions(files).setEventLoopPoolSize(EVENT_LOOPS));
  }
}
