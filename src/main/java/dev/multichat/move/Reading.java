package dev.multichat.move;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads an export once, from its head to its manifest, and names the line that is damaged. */
final class Reading {
  /** More than the longest body takes with the recipients of a message to everybody. */
  private static final int LONGEST = 128 << 20;

  private static final int LONGEST_HEAD = 4096;
  private static final String CUT = "It ends before its manifest, so it was cut off.";

  private final String name;
  private final Lines lines;
  private final int longest;
  private final Tally tally = new Tally();
  private long number;
  private long bytes;
  private @Nullable Manifest manifest;

  Reading(String name, InputStream in) {
    this(name, in, LONGEST);
  }

  Reading(String name, InputStream in, int longest) {
    this.name = name;
    this.lines = new Lines(in);
    this.longest = longest;
  }

  /** The number of the line that was read last, from 1. */
  long number() {
    return number;
  }

  long bytes() {
    return bytes;
  }

  /** The next line; absent when the manifest was read and agrees with what came before it. */
  @Nullable Line next() throws IOException {
    try {
      if (number == 0) {
        byte[] head = raw(LONGEST_HEAD);
        Head.read(text(head));
        tally.bytes(head);
      }
      byte[] raw = raw(longest);
      Line line = Line.read(text(raw));
      if (line.manifest() != null) {
        end(line.manifest());
        return null;
      }
      tally.bytes(raw);
      tally.count(line);
      return line;
    } catch (MultichatException e) {
      ErrorCode code = e.code() == ErrorCode.CONFLICT ? e.code() : ErrorCode.UNAVAILABLE;
      throw new MultichatException(
          code, name + " cannot be used; look at line " + number + ": " + e.getMessage(), e);
    }
  }

  /** What stands at its end, once it was read. */
  Manifest manifest() {
    if (manifest == null) {
      throw new IllegalStateException("it was not read to its end");
    }
    return manifest;
  }

  private byte[] raw(int most) throws IOException {
    number++;
    byte[] raw = lines.next(most);
    if (raw == null) {
      throw damaged(CUT);
    }
    bytes += raw.length;
    return raw;
  }

  private static String text(byte[] raw) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      throw damaged("It is not UTF-8.");
    }
  }

  private void end(Manifest told) throws IOException {
    if (!lines.ended()) {
      throw damaged("Something follows the manifest.");
    }
    Manifest found = tally.manifest();
    if (!found.counts().equals(told.counts())) {
      throw damaged(
          "The manifest counts " + told.counts() + ", but there are " + found.counts() + ".");
    }
    if (!found.sha256().equals(told.sha256())) {
      throw damaged("The checksum is wrong, so something above was changed.");
    }
    manifest = told;
  }

  private static MultichatException damaged(String how) {
    return new MultichatException(ErrorCode.UNAVAILABLE, how);
  }
}
