package dev.multichat.app;

import dev.multichat.cli.Engine;
import dev.multichat.config.ClusterSettings;
import dev.multichat.core.Awaiting;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.devlog.old.Intake;
import dev.multichat.devlog.old.OldDevlog;
import dev.multichat.devlog.old.OldFolder;
import dev.multichat.devlog.old.Remark;
import dev.multichat.devlog.old.Taken;
import dev.multichat.move.Doctor;
import dev.multichat.move.Export;
import dev.multichat.move.ExportFile;
import dev.multichat.move.FreshFile;
import dev.multichat.move.Import;
import dev.multichat.move.Manifest;
import dev.multichat.move.Migration;
import dev.multichat.move.Moved;
import dev.multichat.move.Verified;
import dev.multichat.move.Wanted;
import dev.multichat.store.SessionStore;
import io.vertx.core.Vertx;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** Moves between stores and files for the commands; closes what it opened. */
final class Moving {
  private static final String STANDARD = "-";

  /** A long log without its snapshot is read for a while. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final Clock clock;
  private final Engine.Progress progress;

  Moving(Vertx vertx, Clock clock, Engine.Progress progress) {
    this.vertx = vertx;
    this.clock = clock;
    this.progress = progress;
  }

  Engine.Exported export(String url, Engine.Order order) {
    Wanted wanted = new Wanted(order.session(), order.agent(), order.from(), order.until());
    Manifest written =
        on(
            url,
            true,
            store -> {
              Export export = new Export(store, progress::at);
              return order.file() == null
                  ? toStandard(export, wanted)
                  : export.toFile(order.file(), order.replace(), wanted);
            });
    return new Engine.Exported(
        written.sessions(),
        written.messages(),
        written.entries(),
        written.deleted(),
        written.sha256());
  }

  private static Manifest toStandard(Export export, Wanted wanted) {
    try (OutputStream out =
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16)) {
      return export.to(out, wanted);
    } catch (IOException | UncheckedIOException e) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE, "The output could not be written to its end.", e);
    }
  }

  Engine.Moved load(String url, String file) {
    return file.equals(STANDARD)
        ? FreshFile.spooled(System.in, spool -> load(url, spool, "The standard input"))
        : load(url, Path.of(file), file);
  }

  /** The file is found whole before its target is opened, which may create it. */
  private Engine.Moved load(String url, Path file, String name) {
    Verified verified = new ExportFile(file, name, half(0)).verify();
    return moved(
        on(
            url,
            false,
            store -> new Import(store, new ExportFile(file, name, half(1)), verified).run()));
  }

  private dev.multichat.move.Progress half(int which) {
    return (done, total) -> progress.at(which * total + done, 2 * total);
  }

  Engine.Moved migrate(String from, String to) {
    String source = Stores.absolute(from);
    if (source.equals(Stores.absolute(to))) {
      throw MultichatException.invalid("--from and --to are the same store; name another target.");
    }
    return moved(
        on(
            from,
            true,
            there -> on(to, false, here -> new Migration(there, here, progress::at).run(source))));
  }

  private static Engine.Moved moved(Moved moved) {
    return new Engine.Moved(
        moved.messages(), moved.keptSessions(), moved.keptAgents(), moved.before());
  }

  void readOld(String url, Path folder, Consumer<Engine.OldFile> told) {
    OldFolder old = new OldFolder(folder);
    AtomicLong done = new AtomicLong();
    long files = old.files().size();
    Intake intake =
        new Intake(
            old,
            (devlog, became) -> {
              progress.at(done.incrementAndGet(), files);
              told.accept(told(devlog, became));
            });
    intake.look();
    on(
        url,
        false,
        store -> {
          intake.write(store);
          return true;
        });
  }

  private static Engine.OldFile told(OldDevlog devlog, Taken became) {
    return new Engine.OldFile(
        devlog.file(),
        Engine.OldFile.Became.valueOf(became.name()),
        devlog.session(),
        devlog.utterances().size(),
        devlog.notes().stream().map(Remark::sentence).toList());
  }

  Engine.Diagnosis doctor(String url) {
    Doctor.Report report = on(url, true, store -> new Doctor(store, progress::at).examine());
    return new Engine.Diagnosis(
        report.sessions(), report.messages(), report.entries(), report.findings(), report.more());
  }

  /** What no lock keeps from a running daemon, its lease does. */
  private <T> T guarded(SessionStore store, Function<SessionStore, T> work) {
    Guard guard =
        Awaiting.result(Guard.take(vertx, store, clock, ClusterSettings.none(), () -> {}));
    try {
      return work.apply(store);
    } finally {
      Awaiting.result(guard.release(true));
    }
  }

  private <T> T on(String url, boolean readOnly, Function<SessionStore, T> work) {
    SessionStore store = Awaiting.result(Stores.open(vertx, url, readOnly, clock), PATIENCE);
    try {
      return readOnly || !store.shared() ? work.apply(store) : guarded(store, work);
    } finally {
      Awaiting.result(store.close(), PATIENCE);
    }
  }
}
