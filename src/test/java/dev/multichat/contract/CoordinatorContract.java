package dev.multichat.contract;

import dev.multichat.app.Daemon;
import dev.multichat.config.Config;
import dev.multichat.core.Coordinator;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Everything that {@link Coordinator} promises; a way in only says how a daemon is reached. */
public abstract class CoordinatorContract
    implements RegisteringContract,
        SendingContract,
        AddressingContract,
        IdempotencyContract,
        ReplyingContract,
        AskingContract,
        InboxContract,
        SessionsContract,
        ReadingContract,
        AgendaContract,
        OperatorContract,
        GuardContract {
  protected static Vertx vertx;

  @TempDir Path folder;
  private Scene scene;

  /** The way to a running daemon that is under test. */
  protected abstract Coordinator over(Daemon daemon);

  @BeforeAll
  static void begin() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void end() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void open() {
    scene = new Scene(vertx, config(), this::over);
  }

  /** The daemon's configuration; on a SQLite store unless a test says otherwise. */
  protected Config config() {
    return Scene.config(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Override
  public Scene scene() {
    return scene;
  }
}
