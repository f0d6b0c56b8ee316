package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's token: made once, for its owner, and refused when others could read it. */
class OperatorTokenTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("data/operator.token");
  }

  @Test
  void theFirstStartMakesItForItsOwnerAlone() throws Exception {
    String token = new OperatorToken(file()).taken();
    assertThat(token).matches("mc_[A-Za-z0-9_-]{43}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(new OperatorToken(file()).taken()).isEqualTo(token);
  }

  @Test
  void aFileThatOthersCouldReadIsRefused() throws Exception {
    new OperatorToken(file()).taken();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> new OperatorToken(file()).taken()).hasMessageContaining("chmod 600");
  }

  @Test
  void aFileWithoutATokenIsRefusedAndNotShown() throws Exception {
    new OperatorToken(file()).taken();
    Files.writeString(file(), "my secret password");
    assertThatThrownBy(() -> new OperatorToken(file()).taken())
        .hasMessageContaining("holds no token")
        .hasMessageNotContaining("secret");
  }
}
