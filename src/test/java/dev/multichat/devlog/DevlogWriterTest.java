package dev.multichat.devlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DevlogWriterTest {
  @Test
  void aConversationOfFourAgentsReadsLikeTheFoundingDevlog() throws IOException {
    Path golden = Path.of("src/test/resources/devlog/founding.md");
    assertThat(Founding.talk().markdown()).isEqualTo(Files.readString(golden));
  }
}
