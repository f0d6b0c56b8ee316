package dev.multichat.gateway.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.zip.GZIPInputStream;

/** A request and its answer, as they went over the wire. */
record Exchange(String method, String target, Part request, int status, Part answer) {
  /** Head and body of either. */
  record Part(MultiMap headers, Buffer body) {
    /** Without parameters; empty when there is none. */
    String type() {
      String type = headers.get("Content-Type");
      return type == null ? "" : type.replaceAll(";.*", "").strip();
    }

    String text() {
      return "gzip".equals(headers.get("Content-Encoding")) ? unzipped() : body.toString();
    }

    private String unzipped() {
      try (var zipped = new GZIPInputStream(new ByteArrayInputStream(body.getBytes()))) {
        return Buffer.buffer(zipped.readAllBytes()).toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    JsonObject json() {
      return new JsonObject(text());
    }
  }

  String path() {
    return target.replaceAll("\\?.*", "");
  }

  String query() {
    String query = URI.create(target).getRawQuery();
    return query == null ? "" : query;
  }

  /** The field of the answer's JSON. */
  String told(String field) {
    return answer.json().getString(field);
  }

  @Override
  public String toString() {
    return method + " " + target + " -> " + status;
  }
}
