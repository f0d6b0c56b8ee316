package dev.multichat.devlog;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;

/**
 * What stands in the place of a devlog that could not be made; it renders nothing that was said.
 */
final class Stub {
  private Stub() {}

  static String of(Sheet sheet, Throwable fault) {
    Entry first = sheet.entries().get(0);
    Message opener = first.message();
    FrontMatter front = new FrontMatter();
    if (opener != null) {
      front
          .put("session", opener.session())
          .put("exchange", opener.id())
          .put("subject", opener.subject())
          .put("state", "unknown")
          .put("from", opener.from())
          .put("audience", DevlogName.recipient(first, opener))
          .put("opened", Times.exact(opener.createdAt()));
    }
    String count = sheet.fault() == null ? "" : "at least ";
    return front.end()
        + "# A devlog that could not be written\n\n"
        + "- **State**: unknown\n- **Why**: "
        + why(fault)
        + "\n- **Entries**: "
        + count
        + sheet.entries().size()
        + "\n\nNothing is lost: `multichat show` tells what was said in the session.\n";
  }

  private static String why(Throwable fault) {
    if (fault instanceof OutOfMemoryError) {
      return "it takes more memory than there was.";
    }
    if (fault instanceof StackOverflowError) {
      return "it nests too deeply.";
    }
    return "a fault of the hub, which its log tells under the id of the exchange.";
  }
}
