package dev.multichat.move;

/**
 * What an export holds; its last line.
 *
 * @param lines all lines before this one
 * @param deleted sessions that were deleted while it was written, so that it has only a part
 * @param forgotten messages of which only id and hash are left
 * @param sha256 of all lines before this one, lower-case hex
 */
public record Manifest(
    long lines,
    long entries,
    long messages,
    long sessions,
    long deleted,
    long forgotten,
    long credentials,
    String sha256) {

  /** The counts in words. */
  String counts() {
    return messages
        + " messages in "
        + sessions
        + " sessions, "
        + entries
        + " entries, "
        + deleted
        + " deleted, "
        + forgotten
        + " forgotten, "
        + credentials
        + " credentials, "
        + lines
        + " lines";
  }
}
