package dev.multichat.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What both sides of the Model Context Protocol say alike: names of headers, fields and methods,
 * codes of JSON-RPC 2.0, and the form that a header gives to a text.
 */
public final class McpTerms {
  /** The header that names a session. */
  public static final String SESSION_ID = "Mcp-Session-Id";

  /** The header that names a version. */
  public static final String VERSION_HEADER = "MCP-Protocol-Version";

  /** The header that repeats the method, where there are no sessions. */
  public static final String METHOD_HEADER = "Mcp-Method";

  /** The header that repeats what a method is about, where there are no sessions. */
  public static final String NAME_HEADER = "Mcp-Name";

  /** The version in which each request stands alone. */
  public static final String STATELESS = "2026-07-28";

  /** The newest version that begins with a session. */
  public static final String WITH_SESSIONS = "2025-11-25";

  /** What is said beside parameters and results. */
  public static final String META = "_meta";

  /** What the protocol's own names in {@link #META} begin with. */
  public static final String PREFIX = "io.modelcontextprotocol/";

  /** The version, in {@link #META}. */
  public static final String META_VERSION = PREFIX + "protocolVersion";

  public static final String INITIALIZE = "initialize";
  public static final String INITIALIZED = "notifications/initialized";
  public static final String CANCELLED = "notifications/cancelled";
  public static final String CALL_TOOL = "tools/call";
  public static final String GET_PROMPT = "prompts/get";
  public static final String READ_RESOURCE = "resources/read";

  /** The text is no JSON. */
  public static final int PARSE = -32700;

  /** It is no request. */
  public static final int INVALID_REQUEST = -32600;

  /** Whoever was to answer failed. */
  public static final int INTERNAL = -32603;

  public static final String JSON = "application/json";
  public static final String EVENTS = "text/event-stream";

  /** How many characters an id may have: it is kept and sent back. */
  private static final int LONGEST_ID = 256;

  private static final Map<String, String> NAMED =
      Map.of(CALL_TOOL, "name", GET_PROMPT, "name", READ_RESOURCE, "uri");
  private static final String ENCODED = "=?base64?";
  private static final String END = "?=";

  private McpTerms() {}

  /** The parameter that {@link #NAME_HEADER} repeats, absent for methods without one. */
  public static @Nullable String named(String method) {
    return NAMED.get(method);
  }

  /** Whether this may be the id of a request. */
  public static boolean isId(@Nullable Object value) {
    return value instanceof String text
        ? text.length() <= LONGEST_ID && StandardCharsets.UTF_8.newEncoder().canEncode(text)
        : value instanceof Integer || value instanceof Long;
  }

  /** A text as a header may have it: visible ASCII, or the specification's form around Base64. */
  public static String header(String text) {
    boolean visible = text.chars().allMatch(c -> c >= ' ' && c <= '~');
    boolean marked = text.startsWith(ENCODED) && text.endsWith(END);
    return visible && !marked && text.equals(text.strip())
        ? text
        : ENCODED + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + END;
  }

  /** The text that a header means, absent when it is none. */
  public static @Nullable String meant(String header) {
    if (!header.startsWith(ENCODED) || !header.endsWith(END)) {
      return header;
    }
    try {
      String text = header.substring(ENCODED.length(), header.length() - END.length());
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return null;
    }
  }
}
