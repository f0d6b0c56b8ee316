package dev.multichat.devlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Audience;
import dev.multichat.core.Kind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevlogNameTest {
  @Test
  void tellsWhenWhoToWhomAboutWhat() {
    Talk talk = new Talk();
    talk.opens("agent-2", Talk.draft(Kind.REQUEST, "Persistence readiness", "Well?", "agent-3"));
    assertThat(DevlogName.exchange(talk.entries.get(0)))
        .isEqualTo("2025-09-24/042749_agent-2_to_agent-3_persistence-readiness_9c3e0001.md");
    assertThat(DevlogName.notices(talk.entries.get(0)))
        .isEqualTo("2025-09-24/042749_agent-2_notices_persistence-readiness_9c3e0001.md");
  }

  @Test
  void manyRecipientsAreCountedAndEverybodyIsAll() {
    Talk talk = new Talk();
    talk.opens("agent-2", Talk.draft(Kind.REQUEST, "Go", "", "agent-3", "agent-4"));
    talk.to(Audience.EVERYONE).opens("agent-2", Talk.draft(Kind.REQUEST, "Go", "", "agent-3"));
    assertThat(DevlogName.exchange(talk.entries.get(0))).contains("_to_2-agents_go_");
    assertThat(DevlogName.exchange(talk.entries.get(1))).contains("_to_all_go_");
  }

  @ParameterizedTest
  @CsvSource({
    "Überprüfung – Größe: 3½ GB,uberprufung-gro-e-31-2-gb",
    "../../etc/passwd,etc-passwd",
    "日本語,message",
    "'  ',message",
    "ﬁle ①,file-1"
  })
  void subjectsBecomeSlugs(String subject, String slug) {
    assertThat(DevlogName.slug(subject)).isEqualTo(slug);
  }

  @Property(tries = 500)
  void slugsAreSafeOnEveryFileSystem(@ForAll String subject) {
    assertThat(DevlogName.slug(subject)).matches("[a-z0-9]+(-[a-z0-9]+)*").hasSizeLessThan(49);
  }
}
