package dev.multichat.app;

import dev.multichat.config.ClusterSettings;
import io.vertx.core.Future;
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
    return Vertx.vertx(options());
  }

  /** One that is a node of a cluster when there is one. */
  static Future<Vertx> vertx(ClusterSettings cluster) {
    return cluster.enabled()
        ? new Cluster(cluster).join(options())
        : Future.succeededFuture(vertx());
  }

  private static VertxOptions options() {
    FileSystemOptions files =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    return new VertxOptions().setFileSystemOptions(files).setEventLoopPoolSize(EVENT_LOOPS);
  }
}
