package dev.multichat.bench;

import dev.multichat.core.Kind;
import dev.multichat.wire.McpTerms;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The measurements of {@code bench --mcp}: the tool {@code send_message} in both manners of the
 * protocol beside sending over HTTP, all over as many connections, and listing the tools.
 */
public final class Models {
  private static final int CONNECTIONS = 64;
  private static final double WARM_UP_SECONDS = 8;
  private static final double SECONDS = 5;

  private final Bed bed;
  private final Sheet sheet;

  public Models(Bed bed, Consumer<String> line) {
    this.bed = bed;
    this.sheet = new Sheet(line);
  }

  /** Runs everything; the report is what {@code --json} prints. */
  public Future<Map<String, Object>> run() {
    sheet.begin();
    return bed.open().compose(this::measured).eventually(bed::stop).map(done -> sheet.report());
  }

  private Future<?> measured(Bed.Rig rig) {
    Bed.Door door = Objects.requireNonNull(rig.door());
    Posts posts = new Posts(rig.vertx(), door, CONNECTIONS);
    Pool pool = new Pool(rig.vertx(), door, CONNECTIONS);
    Load http = new Load(rig.vertx(), Kind.INFORM, posts::send);
    Spoken older = new Spoken(rig, pool, McpTerms.WITH_SESSIONS);
    Spoken newer = new Spoken(rig, pool, McpTerms.STATELESS);
    return http.prepare()
        .compose(ready -> warm(http))
        .compose(warm -> warm(older.sends))
        .compose(warm -> warm(newer.sends))
        .compose(warm -> sends(http, older, newer))
        .compose(once -> sends(http, older, newer))
        .compose(done -> lists(older))
        .compose(done -> lists(newer))
        .eventually(pool::close)
        .eventually(posts::close);
  }

  /** One version of the protocol, over the same connections. */
  private static final class Spoken {
    private final String version;
    private final Load sends;
    private final Load lists;

    Spoken(Bed.Rig rig, Pool pool, String version) {
      ToolCalls calls = new ToolCalls(pool, version);
      this.version = version;
      this.sends = new Load(rig.vertx(), Kind.INFORM, calls::send);
      this.lists = new Load(rig.vertx(), Kind.INFORM, (caller, draft) -> calls.list(caller));
    }
  }

  /** In turns and twice, since a machine has better and worse moments. */
  private Future<?> sends(Load http, Spoken older, Spoken newer) {
    return measure(http, "HTTP", CONNECTIONS)
        .compose(done -> measure(older.sends, "send_message, " + older.version, CONNECTIONS))
        .compose(done -> measure(newer.sends, "send_message, " + newer.version, CONNECTIONS));
  }

  private Future<?> lists(Spoken spoken) {
    String name = "tools/list, " + spoken.version;
    return spoken
        .lists
        .run(CONNECTIONS, 2, Long.MAX_VALUE)
        .compose(warm -> measure(spoken.lists, name, 1))
        .compose(done -> measure(spoken.lists, name, CONNECTIONS));
  }

  private static Future<?> warm(Load load) {
    return load.run(CONNECTIONS, WARM_UP_SECONDS, Long.MAX_VALUE);
  }

  private Future<Result> measure(Load load, String name, int inFlight) {
    return sheet.measure(load, name, inFlight, SECONDS);
  }
}
