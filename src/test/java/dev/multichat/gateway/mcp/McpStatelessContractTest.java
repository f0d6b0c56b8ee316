package dev.multichat.gateway.mcp;

/** The same in the version in which each request stands alone. */
class McpStatelessContractTest extends McpContractTest {
  @Override
  String version() {
    return "2026-07-28";
  }
}
