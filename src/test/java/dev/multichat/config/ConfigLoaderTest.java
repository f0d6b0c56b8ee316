package dev.multichat.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
  @TempDir Path folder;

  @Test
  void withoutAnythingTheDefaultsCount() {
    LoadedConfig loaded = load(Map.of(), null, Map.of());

    assertThat(loaded.config()).isEqualTo(Config.defaults());
    assertThat(loaded.file()).isNull();
    assertThat(loaded.settings()).extracting(Setting::from).containsOnly("default");
  }

  @Test
  void flagsWinOverTheEnvironmentWhichWinsOverTheFile() throws IOException {
    write("conf/multichat.yaml", "limits:\n  bodyBytes: 1\n  recipients: 2\n  everyone: 3\n");
    Map<String, String> environment =
        Map.of("MULTICHAT_LIMITS_RECIPIENTS", "20", "MULTICHAT_LIMITS_EVERYONE", "30");

    LoadedConfig loaded = load(environment, null, Map.of("limits.everyone", "300"));

    assertThat(loaded.config().limits()).isEqualTo(new Limits(1, 20, 300));
    assertThat(origins(loaded))
        .containsEntry("limits.bodyBytes", "file:conf/multichat.yaml")
        .containsEntry("limits.recipients", "environment MULTICHAT_LIMITS_RECIPIENTS")
        .containsEntry("limits.everyone", "flag")
        .containsEntry("store", "default");
  }

  @Test
  void theFileIsTheFlagsElseTheVariablesElseTheUsualOne() throws IOException {
    write("conf/multichat.yaml", "store: sqlite:usual.db");
    write("variable.yaml", "store: sqlite:variable.db");
    write("flag.yaml", "store: sqlite:flag.db");
    Map<String, String> environment = Map.of("MULTICHAT_CONFIG", "variable.yaml");

    assertThat(load(environment, "flag.yaml", Map.of()).config().store())
        .isEqualTo("sqlite:flag.db");
    assertThat(load(environment, null, Map.of()).config().store()).isEqualTo("sqlite:variable.db");
    assertThat(load(Map.of(), null, Map.of()).config().store()).isEqualTo("sqlite:usual.db");
  }

  @Test
  void theDaemonThatCommandsAskAndTheirTokenAreNoKeys() {
    Map<String, String> environment =
        Map.of("MULTICHAT_URL", " http://127.0.0.1:1 ", "MULTICHAT_TOKEN", "mc_secret");

    ConfigLoader loader = new ConfigLoader(environment, folder);
    assertThat(loader.url()).isEqualTo("http://127.0.0.1:1");
    assertThat(loader.token()).isEqualTo("mc_secret");
    assertThat(load(environment, null, Map.of()).settings())
        .extracting(Setting::from)
        .containsOnly("default");
    assertThat(new ConfigLoader(Map.of("MULTICHAT_URL", " "), folder).url()).isNull();
  }

  @Test
  void anEmptyFileAndAnEmptySectionChangeNothing() throws IOException {
    write("empty.yaml", "# nothing\n");
    write("section.yaml", "limits:\n  # bodyBytes: 5\n");

    assertThat(load(Map.of(), "empty.yaml", Map.of()).config()).isEqualTo(Config.defaults());
    assertThat(load(Map.of(), "section.yaml", Map.of()).config()).isEqualTo(Config.defaults());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limits.bodybytes|1|'limits.bodybytes' (flag) is unknown; did you mean limits.bodyBytes?",
        "zzzzzzzzzzzzzzzzzz|1|(flag) is unknown; known are store, devlogs.enabled,",
        "limits|1|'limits' (flag) is unknown",
        "limits.bodyBytes|0|limits.bodyBytes is '0' (flag); it must be 1 to 16777216.",
        "limits.bodyBytes|many|limits.bodyBytes is 'many' (flag); it must be a whole number",
        "limits.bodyBytes|9999999999|limits.bodyBytes is '9999999999' (flag); it must be a whole",
        "delivery.longestPauseMs|5|delivery.longestPauseMs is '5' (flag); it must be 1000 to",
        "devlogs.enabled|yes|devlogs.enabled is 'yes' (flag); it must be true or false.",
        "devlogs.folder|''|devlogs.folder is '' (flag); it must be the path of a folder.",
        "log.level|loud|log.level is 'loud' (flag); it must be one of off, error, warn, info,",
        "log.format|xml|log.format is 'xml' (flag); it must be text or json.",
        "metrics.port|70000|metrics.port is '70000' (flag); it must be 0 to 65535.",
        "metrics.host|''|metrics.host is '' (flag); it must be an address such as 127.0.0.1.",
        "store|nowhere|store is 'nowhere' (flag); it must be a URL such as sqlite:",
      })
  void aBadKeyOrValueIsNamedWithWhatIsAllowed(String key, String value, String said) {
    refused(Map.of(), null, Map.of(key, value), said);
  }

  @Test
  void anUnknownVariableIsNamedWithTheNearest() {
    refused(
        Map.of("MULTICHAT_LIMIT_BODY_BYTES", "1"),
        null,
        Map.of(),
        "MULTICHAT_LIMIT_BODY_BYTES is unknown; did you mean MULTICHAT_LIMITS_BODY_BYTES");
  }

  @Test
  void aBadFileIsNamedWithThePlace() throws IOException {
    write("torn.yaml", "store: sqlite:a.db\n  limits: {");
    write("twice.yaml", "store: sqlite:a.db\nstore: sqlite:b.db\n");
    write("list.yaml", "- store\n");
    write("many.yaml", "store: [sqlite:a.db]\n");
    write("bare.yaml", "store:\n");
    write("deep.yaml", "limits:\n  bodyBites: 3\n");

    refused(Map.of(), "torn.yaml", Map.of(), "file torn.yaml is not valid YAML (line 2, column");
    refused(Map.of(), "twice.yaml", Map.of(), "file twice.yaml is not valid YAML (line 2, column");
    refused(Map.of(), "list.yaml", Map.of(), "file list.yaml must hold keys with values");
    refused(Map.of(), "many.yaml", Map.of(), "file many.yaml gives 'store' no single value");
    refused(Map.of(), "bare.yaml", Map.of(), "file bare.yaml gives 'store' no single value");
    refused(Map.of(), "deep.yaml", Map.of(), "'limits.bodyBites' (file:deep.yaml) is unknown; did");
    refused(Map.of(), "gone.yaml", Map.of(), "file gone.yaml does not exist");
  }

  @ParameterizedTest
  @CsvSource({
    "redis://user:geheim@host:6379/0,redis://user:***@host:6379/0",
    "redis://:geheim@host,redis://:***@host",
    "postgresql://u:a@b:geheim@host/db,postgresql://u:***@host/db",
    "postgresql://host/db?user=u&password=geheim&ssl=true,"
        + "postgresql://host/db?user=u&password=***&ssl=true",
    "sqlite:data/multichat.db,sqlite:data/multichat.db",
  })
  void passwordsAreNotShown(String url, String shown) {
    LoadedConfig loaded = load(Map.of(), null, Map.of("store", url));

    assertThat(loaded.config().store()).isEqualTo(url);
    assertThat(loaded.settings().get(0).value()).isEqualTo(shown);
  }

  @Test
  void theFileOfTheProjectHoldsEveryKeyWithItsDefault() {
    Path project = Path.of("conf/multichat.yaml").toAbsolutePath();

    LoadedConfig loaded = load(Map.of(), project.toString(), Map.of());

    assertThat(loaded.config()).isEqualTo(Config.defaults());
    assertThat(loaded.settings()).extracting(Setting::from).containsOnly("file:" + project);
  }

  private LoadedConfig load(
      Map<String, String> environment, String file, Map<String, String> flags) {
    return new ConfigLoader(environment, folder).load(file, flags);
  }

  private void refused(
      Map<String, String> environment, String file, Map<String, String> flags, String said) {
    assertThatThrownBy(() -> load(environment, file, flags))
        .isInstanceOf(MultichatException.class)
        .hasMessageContaining(said)
        .extracting(e -> ((MultichatException) e).code())
        .isEqualTo(ErrorCode.INVALID);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Map<String, String> origins(LoadedConfig loaded) {
    return loaded.settings().stream().collect(Collectors.toMap(Setting::key, Setting::from));
  }
}
