package dev.multichat.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stream as the JDK's own client gets it, line by line. */
final class Followed implements Flow.Subscriber<String> {
  private static final int PATIENCE_S = 20;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<String> comments = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private String id = "";
  private String name = "message";
  private String data = "";

  /** An event; a comment has none of this. */
  record Event(String id, String name, JsonObject data) {
    String told(String field) {
      return data.getString(field);
    }
  }

  private Followed() {}

  /** Follows a target of the server on this port; the headers are names and values in turns. */
  static Followed at(int port, String target, String token, String... headers) {
    Followed followed = new Followed();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
            .header("Authorization", "Bearer " + token);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    CLIENT
        .sendAsync(
            request.build(),
            head -> {
              followed.status.complete(head.statusCode());
              return HttpResponse.BodySubscribers.fromLineSubscriber(followed);
            })
        .whenComplete((done, failure) -> followed.ended.complete(null));
    return followed;
  }

  /** The same, once it is open. */
  Followed open() throws Exception {
    assertThat(status.get(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo(200);
    return this;
  }

  Event next() throws Exception {
    Event event = events.poll(PATIENCE_S, TimeUnit.SECONDS);
    assertThat(event).as("an event came in time").isNotNull();
    return event;
  }

  List<Event> next(int count) throws Exception {
    List<Event> list = new ArrayList<>();
    while (list.size() < count) {
      list.add(next());
    }
    return list;
  }

  /** The comment that comes next. */
  String comment() throws Exception {
    return comments.poll(PATIENCE_S, TimeUnit.SECONDS);
  }

  /** Events that came and were not taken yet. */
  int waiting() {
    return events.size();
  }

  /** Waits until the server ended it. */
  void end() throws Exception {
    ended.get(PATIENCE_S, TimeUnit.SECONDS);
  }

  void close() throws Exception {
    subscribed.get(PATIENCE_S, TimeUnit.SECONDS).cancel();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
    subscribed.complete(subscription);
  }

  @Override
  public void onNext(String line) {
    if (line.startsWith(":")) {
      comments.add(line);
    } else if (line.startsWith("id: ")) {
      id = line.substring(4);
    } else if (line.startsWith("event: ")) {
      name = line.substring(7);
    } else if (line.startsWith("data: ")) {
      data = line.substring(6);
    } else if (line.isEmpty() && !data.isEmpty()) {
      events.add(new Event(id, name, new JsonObject(data)));
      data = "";
    }
  }

  @Override
  public void onError(Throwable failure) {
    ended.complete(null);
  }

  @Override
  public void onComplete() {
    ended.complete(null);
  }
}
