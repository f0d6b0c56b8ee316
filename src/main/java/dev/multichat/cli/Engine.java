package dev.multichat.cli;

import dev.multichat.client.HubAddress;
import dev.multichat.client.HubClient;
import dev.multichat.config.Config;
import dev.multichat.config.RunningDaemon;
import dev.multichat.core.Coordinator;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the commands have done for them. Every method blocks, fails with MultichatException, and
 * leaves nothing open.
 */
public interface Engine {
  /** The daemon of this user, if one runs. */
  Optional<RunningDaemon> running();

  /** Where this user's hook scripts for coding agents lie unless told otherwise; may be missing. */
  Path hooks();

  /** Opens the store only to read, hands its reader over, and closes it; beside a daemon too. */
  <T> T read(Config config, Function<Coordinator, T> reading);

  /** Whether this daemon works on the store of this configuration. */
  boolean serves(RunningDaemon daemon, Config config);

  /** Connects to a daemon, hands the client over, and closes it. */
  <T> T connected(Config config, Target target, Function<HubClient, T> work);

  /**
   * Carries MCP between the standard input and output and a daemon, until the input ends.
   *
   * @param hub where it is and who asks; asked again when the daemon did not answer
   * @param out is told each line
   */
  void bridge(Config config, Supplier<HubAddress> hub, InputStream in, Consumer<String> out);

  /**
   * Runs the daemon until the process is told to stop, and has it go by other settings when the
   * process is told to read them again.
   *
   * @param settings as they are now
   * @param ready is told one line when it serves
   */
  void serve(Supplier<Config> settings, Consumer<String> ready);

  /**
   * Lets four agents hold a conversation on the configured store.
   *
   * @param line is told each line as it happens
   * @return whether what was read back is what was said
   */
  boolean demo(Config config, Consumer<String> line);

  /**
   * Starts three hubs as one on this machine, lets agents talk across them, and kills one.
   *
   * @param store that they share; absent: on the installed Redis, which is started for it
   * @param line is told each line as it happens
   * @return whether nothing was lost, doubled or put out of order
   */
  boolean demoCluster(Config config, @Nullable String store, Consumer<String> line);

  /** Whether several daemons can share the store of this URL. */
  boolean canBeShared(String store);

  /** Writes all devlogs again from the store. */
  Rebuilt rebuild(Config config, Progress progress);

  /**
   * Measures on this machine.
   *
   * @param measurement what is measured
   * @param line is told each line of the table
   * @return what {@code --json} prints
   */
  Map<String, Object> bench(Config config, Measurement measurement, Consumer<String> line);

  /**
   * Measures hubs that are one on this machine, one of them first, then two, up to so many.
   *
   * @param store beside whose contents they write; absent: on an installed server, which is started
   * @param line is told each line of the table
   * @return what {@code --json} prints
   */
  Map<String, Object> benchCluster(
      Config config, @Nullable String store, int hubs, Consumer<String> line);

  /** Writes what is recorded, as lines of JSON; beside a daemon too. */
  Exported export(Config config, Order order, Progress progress);

  /** Takes an export over into the configured store; {@code -} is the standard input. */
  Moved load(Config config, String file, Progress progress);

  /** Moves everything from one store into another, by their URLs. */
  Moved migrate(Config config, String from, String to, Progress progress);

  /**
   * Reads markdown devlogs of old into the store, which no daemon may use meanwhile.
   *
   * @param file is told what became of each file
   */
  void readOld(Config config, Path folder, Consumer<OldFile> file, Progress progress);

  /** Looks whether the store is sound; beside a daemon too. */
  Diagnosis doctor(Config config, Progress progress);

  /**
   * A daemon, and who asks it. Its text does not show the token.
   *
   * @param url such as {@code http://127.0.0.1:8642}
   * @param certificate the PEM file of the only certificate to trust; absent: whom the JDK trusts
   */
  record Target(URI url, String token, @Nullable String certificate) {
    @Override
    public String toString() {
      return "Target[" + url + ", ***]";
    }
  }

  /** Is told how far something long came; called from one thread at a time. */
  interface Progress {
    /** So many of so many are done. */
    void at(long done, long total);
  }

  /**
   * What a rebuild did.
   *
   * @param devlogs files there are now
   * @param changed files of them that were missing or different
   */
  record Rebuilt(long devlogs, long changed) {}

  /**
   * What is to be written, and where.
   *
   * @param file absent for the standard output
   * @param replace whether the file may exist
   */
  record Order(
      @Nullable Path file,
      boolean replace,
      @Nullable String session,
      @Nullable String agent,
      @Nullable Instant from,
      @Nullable Instant until) {
    /** Everything into a file. */
    static Order all(Path file, boolean replace) {
      return new Order(file, replace, null, null, null, null);
    }
  }

  /**
   * What an export holds.
   *
   * @param deleted sessions of it that were deleted meanwhile
   */
  record Exported(long sessions, long messages, long entries, long deleted, String sha256) {}

  /**
   * What was moved into a store.
   *
   * @param keptSessions that were there already, as they are
   * @param keptAgents that were there already, with a card of their own
   * @param before everything had been moved before, so that nothing was done
   */
  record Moved(long messages, long keptSessions, long keptAgents, boolean before) {}

  /**
   * What became of an old devlog.
   *
   * @param session empty when it was left
   * @param messages that were read in it
   * @param notes what was read, guessed, repaired and left, a sentence each
   */
  record OldFile(String file, Became became, String session, int messages, List<String> notes) {
    /** Its fate. */
    public enum Became {
      IMPORTED,
      /** It had been imported before, or stands in the same run twice. */
      KNOWN,
      /** It had been imported before, and its session was removed since. */
      REMOVED,
      /** Its session, or one of its messages, is in the store in another shape. */
      TAKEN,
      /** It could not be read. */
      LEFT;

      @Override
      public String toString() {
        return name().toLowerCase(Locale.ROOT);
      }
    }
  }

  /**
   * What is wrong with a store.
   *
   * @param findings a sentence each
   * @param more how many there are beyond those
   */
  record Diagnosis(long sessions, long messages, long entries, List<String> findings, long more) {}

  /** What {@code bench} measures. */
  enum Measurement {
    USUAL,
    MILLION,
    HTTP,
    HTTP_MILLION,
    LIVE,
    MODELS
  }
}
