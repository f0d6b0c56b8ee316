package dev.multichat.demo;

import dev.multichat.core.Agent;
import java.util.List;

/** The four agents of the founding devlog. */
final class Cast {
  static final String ARCHITECT = "agent-2";
  static final String PERSISTENCE = "agent-3";
  static final String TESTER = "agent-4";
  static final String DEPLOYER = "agent-8";

  static final List<Agent> ALL =
      List.of(
          Agent.of(
              ARCHITECT,
              "Agent-2",
              "Architecture & Design Specialist",
              "module boundaries, line budgets, compliance reviews"),
          Agent.of(
              PERSISTENCE,
              "Agent-3",
              "Core Persistence Specialist",
              "JSON, SQLite and Redis stores"),
          Agent.of(
              TESTER,
              "Agent-4",
              "Integration Testing & Deployment Specialist",
              "test beds, fault injection, release candidates"),
          Agent.of(
              DEPLOYER,
              "Agent-8",
              "Production Deployment Coordinator",
              "roll-outs, roll-backs, on-call"));

  private Cast() {}

  static String name(String id) {
    return ALL.stream()
        .filter(agent -> agent.id().equals(id))
        .map(Agent::name)
        .findFirst()
        .orElse(id);
  }
}
