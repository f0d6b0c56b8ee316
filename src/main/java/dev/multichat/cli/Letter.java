package dev.multichat.cli;

import dev.multichat.core.Draft;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Importance;
import dev.multichat.core.Kind;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.Drafts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The message that a command sends, as its options and its body give it. */
final class Letter {
  @Option(
      names = "--to",
      paramLabel = "AGENT",
      split = ",",
      description =
          "Its recipients, separated by commas; '*' is everybody. Without any, a reply goes to whom"
              + " it answers, and what is sent into a session to everybody else in it.")
  private List<String> to = new ArrayList<>();

  @Option(names = "--subject", paramLabel = "TEXT", description = "What it is about, on one line.")
  private String subject = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "What it does: ${COMPLETION-CANDIDATES}.")
  private @Nullable Kind kind;

  @Option(
      names = "--session",
      paramLabel = "SESSION",
      description = "The session to send into; a new one when absent.")
  private @Nullable String session;

  @Option(names = "--reply-to", paramLabel = "ID", description = "The message that it answers.")
  private @Nullable String answered;

  @Option(
      names = "--reply-by",
      paramLabel = "TIME",
      description = "Until when replies are awaited, such as 2025-09-24T04:27:49Z.")
  private @Nullable Instant replyBy;

  @Option(
      names = "--importance",
      paramLabel = "HOW",
      description = "One of ${COMPLETION-CANDIDATES}.")
  private Importance importance = Importance.NORMAL;

  @Option(names = "--tag", paramLabel = "TAG", description = "A tag; may be repeated.")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "A name of your own for it: what is sent again with it is not doubled.")
  private @Nullable String key;

  @Option(
      names = "--id",
      paramLabel = "UUID",
      description = "Its id; what is sent again with it is not doubled.")
  private @Nullable String id;

  @Option(names = "--file", paramLabel = "FILE", description = "Reads the body from this file.")
  private @Nullable Path file;

  @Parameters(
      paramLabel = "BODY",
      arity = "0..1",
      description = "Its text, in markdown; '-' is the standard input.")
  private @Nullable String body;

  /** The draft, with an id, so that asking again goes on with the same message. */
  Draft draft(Console console, Kind usual) {
    return Drafts.identified(
        new Draft(
            id,
            key,
            session,
            to.stream().map(String::strip).toList(),
            kind == null ? usual : kind,
            subject,
            text(console),
            answered,
            null,
            replyBy,
            null,
            importance,
            List.of(),
            List.of(),
            List.of(),
            tags,
            Map.of(),
            null));
  }

  private String text(Console console) {
    if (body != null && file != null) {
      throw MultichatException.invalid("The body is an argument or a file, not both.");
    }
    if (file != null) {
      return Input.file(file);
    }
    return "-".equals(body) ? Input.standard(console.in()) : body == null ? "" : body;
  }

  /** Sends it; a failure that leaves open whether it arrived names the id to send again with. */
  static <T> T sent(Draft draft, Supplier<T> sending) {
    try {
      return sending.get();
    } catch (MultichatException e) {
      boolean open = e.code() == ErrorCode.TIMEOUT || e.code() == ErrorCode.UNAVAILABLE;
      if (open && draft.id() != null) {
        throw new MultichatException(
            e.code(),
            e.getMessage() + " To send it again without doubling it, add: --id " + draft.id(),
            e);
      }
      throw e;
    }
  }
}
