package dev.multichat.core;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A program, or a person, that sends and receives messages.
 *
 * @param id see {@link Names#agent}
 * @param name what people call it; the id when absent
 * @param role such as "Architecture &amp; Design Specialist"
 * @param capabilities free text
 * @param registeredAt when it was first registered
 * @param revokedAt since when it may neither send nor receive
 */
public record Agent(
    String id,
    String name,
    String role,
    String capabilities,
    @Nullable Instant registeredAt,
    @Nullable Instant revokedAt) {
  public Agent {
    id = Names.party(Require.given("id", id));
    name = name == null || name.isBlank() ? id : name;
    role = Objects.requireNonNullElse(role, "");
    capabilities = Objects.requireNonNullElse(capabilities, "");
    Texts.checkLine("name", name, 100);
    Texts.checkVisible("name", name);
    Texts.checkVisible("role", role);
    Names.checkDisplayed(id, name);
    Texts.checkLine("role", role, 200);
    Texts.checkLength("capabilities", capabilities, 4000);
  }

  public static Agent of(String id, String name, String role, String capabilities) {
    return new Agent(Names.agent(id), name, role, capabilities, null, null);
  }

  public Card card() {
    return new Card(id, name, role);
  }

  /** This card with its history set. */
  public Agent since(@Nullable Instant registered, @Nullable Instant revoked) {
    return new Agent(id, name, role, capabilities, registered, revoked);
  }
}
