package dev.multichat.gateway.http;

import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.Handover;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Sent;
import dev.multichat.gateway.Bodies;
import dev.multichat.gateway.Door;
import dev.multichat.wire.CodingClient;
import dev.multichat.wire.Drafts;
import dev.multichat.wire.Endpoint;
import dev.multichat.wire.Enrolment;
import dev.multichat.wire.Fields;
import dev.multichat.wire.HookNotice;
import dev.multichat.wire.Json;
import dev.multichat.wire.Operations;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operations of the contract at their places: decode, call, encode. */
final class Api {
  /** How many messages a hook tells of at once. */
  private static final int PENDING = 20;

  private final Backstage backstage;
  private final Door door;
  private final Bodies bodies;
  private final Replies replies;
  private final Map<String, Operations.Operation> operations = new HashMap<>();

  Api(Backstage backstage, Door door, Bodies bodies, Replies replies) {
    this.replies = replies;
    this.backstage = backstage;
    this.door = door;
    this.bodies = bodies;
    operations.putAll(new Operations(backstage.hub(), backstage.handover()).byName());
    operations.put("enrol", this::enrol);
    operations.put("rotate", this::rotate);
    operations.put("holders", this::holders);
    operations.put("status", this::status);
    operations.put("pending", this::pending);
  }

  void serve(Router router) {
    for (Endpoint endpoint : Endpoint.ALL) {
      router
          .route(HttpMethod.valueOf(endpoint.method()), form(endpoint))
          .handler(context -> answer(context, endpoint));
    }
  }

  /** Its path as a route. */
  static String form(Endpoint endpoint) {
    return Endpoint.BASE + endpoint.path().replaceAll("\\{(\\w+)}", ":$1");
  }

  /** The methods at this path, which some route has; only operations have others than GET. */
  static String methods(String path) {
    String methods =
        Stream.concat(Endpoint.ALL.stream(), Endpoint.STREAMS.stream())
            .filter(e -> path.matches(Endpoint.BASE + e.path().replaceAll("\\{\\w+}", "[^/]+")))
            .map(Endpoint::method)
            .collect(Collectors.joining(", "));
    return methods.isEmpty() ? "GET" : methods;
  }

  private void answer(RoutingContext context, Endpoint endpoint) {
    HttpServerRequest request = context.request();
    Caller caller = door.caller(request);
    context.put(Replies.CALLER, caller.agent());
    Context home = context.vertx().getOrCreateContext();
    called(context, endpoint, caller)
        .compose(
            value ->
                value instanceof Handover.Handed<?> handed
                    ? on(home).compose(here -> handOver(context, handed))
                    : reply(context, endpoint, value))
        .onFailure(failure -> Problems.answer(request, failure));
  }

  private Future<?> called(RoutingContext context, Endpoint endpoint, Caller caller) {
    if (endpoint.operation().equals("send")) {
      return bodies
          .text(context.request(), caller.agent())
          .map(text -> Trace.onto(context.request(), Drafts.of(caller, text)))
          .compose(draft -> backstage.handover().send(caller, draft));
    }
    Operations.Operation operation =
        Objects.requireNonNull(operations.get(endpoint.operation()), endpoint.operation());
    return fields(context, endpoint, caller).compose(fields -> operation.apply(caller, fields));
  }

  private Future<JsonObject> fields(RoutingContext context, Endpoint endpoint, Caller caller) {
    HttpServerRequest request = context.request();
    Future<JsonObject> given =
        endpoint.reads()
            ? Future.succeededFuture(Query.of(request))
            : bodies.object(request, caller.agent());
    boolean sends = endpoint.operation().equals("ask");
    return given.map(json -> with(context, endpoint, sends ? Trace.onto(request, json) : json));
  }

  /** The path counts; a body that says the same is fine, one that says something else is not. */
  static JsonObject with(RoutingContext context, Endpoint endpoint, JsonObject json) {
    for (String name : endpoint.parameters()) {
      String value = context.pathParam(name);
      Object also = json.getValue(name);
      if (also != null && !also.toString().equalsIgnoreCase(value)) {
        throw MultichatException.invalid(
            "'" + name + "' is one in the address and another in the body; leave it out there.");
      }
      json.put(name, value);
    }
    return json;
  }

  /** What was waited for comes on the thread of whoever brought it, which has other work. */
  private static Future<Void> on(Context home) {
    Promise<Void> here = Promise.promise();
    home.runOnContext(here::complete);
    return here.future();
  }

  /** The token may have been taken away while the call waited. */
  private Future<Void> handOver(RoutingContext context, Handover.Handed<?> handed) {
    door.caller(context.request());
    return replies.send(context, 200, handed.value()).compose(written -> handed.taken());
  }

  private Future<Void> reply(RoutingContext context, Endpoint endpoint, Object value) {
    if (value instanceof Sent sent) {
      return sent(context, sent);
    }
    if (endpoint.operation().equals("pending")) {
      return replies.told(context, value.toString());
    }
    return replies.send(context, endpoint.operation().equals("enrol") ? 201 : 200, value);
  }

  private Future<Void> sent(RoutingContext context, Sent sent) {
    if (sent.known()) {
      return replies.send(context, 200, sent.receipt());
    }
    String place = Endpoint.BASE + "/messages/" + sent.receipt().id();
    context.response().putHeader(HttpHeaders.LOCATION, place);
    return replies.send(context, 201, sent.receipt());
  }

  private Future<?> enrol(Caller caller, JsonObject json) {
    Enrolment enrolment = Enrolment.decode(json);
    Agent card = enrolment.card();
    Access access = enrolment.access();
    return backstage.identities().enrol(caller, card, access);
  }

  private Future<?> rotate(Caller caller, JsonObject json) {
    return backstage.identities().rotate(caller, Fields.one(json, "id"));
  }

  private Future<?> holders(Caller caller, JsonObject json) {
    Fields.only(json);
    return backstage.identities().holders(caller).map(list -> Json.of("tokens", list));
  }

  private Future<String> pending(Caller caller, JsonObject json) {
    Fields.only(json, "client", "told");
    CodingClient client = CodingClient.of(Fields.text(json, "client"));
    String marks = json.getValue("told") == null ? "" : Fields.text(json, "told");
    String told = HookNotice.told(caller.agent(), marks);
    return backstage
        .handover()
        .pending(caller, told.isEmpty() ? null : told, PENDING)
        .map(
            pending ->
                pending.messages().isEmpty() ? "" : HookNotice.of(client, caller.agent(), pending));
  }

  private Future<?> status(Caller caller, JsonObject json) {
    Fields.only(json);
    JsonObject you =
        new JsonObject().put("agent", caller.agent()).put("access", caller.access().toString());
    JsonObject status = caller.readsEverything() ? backstage.vitals().status() : new JsonObject();
    return Future.succeededFuture(status.put("you", you));
  }
}
