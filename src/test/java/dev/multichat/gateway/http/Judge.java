package dev.multichat.gateway.http;

import dev.multichat.gateway.http.OpenApi.Operation;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells where an exchange is not as openapi.yaml has it; a refused request may be anything. */
final class Judge {
  private static final String PROBLEM = "#/components/schemas/Problem";

  private final OpenApi contract;

  Judge(OpenApi contract) {
    this.contract = contract;
  }

  List<String> faults(Exchange exchange) {
    List<String> faults = new ArrayList<>();
    Optional<Operation> found = contract.operation(exchange.method(), exchange.path());
    if (found.isEmpty()) {
      problem(exchange, faults);
    } else {
      answer(exchange, found.get(), faults);
      if (exchange.status() < 400) {
        request(exchange, found.get(), faults);
      }
    }
    return faults.stream().map(fault -> exchange + ": " + fault).toList();
  }

  /** What is at no address of the contract can only be refused. */
  private void problem(Exchange exchange, List<String> faults) {
    if (exchange.status() < 400 || exchange.status() >= 500) {
      faults.add("is nowhere in the contract");
    }
    body(exchange.answer(), new JsonObject().put("$ref", PROBLEM), faults);
  }

  private void answer(Exchange exchange, Operation operation, List<String> faults) {
    Optional<JsonObject> told = contract.response(operation, exchange.status());
    if (told.isEmpty()) {
      faults.add("the contract has no such status: " + exchange.answer().text());
      return;
    }
    headers(exchange, told.get(), faults);
    String type = exchange.answer().type();
    JsonObject content = told.get().getJsonObject("content").getJsonObject(type);
    if (content == null) {
      faults.add("the contract has no answer of type '" + type + "'");
    } else if (type.equals("text/event-stream")) {
      events(exchange.answer().text(), content.getJsonObject("x-data"), faults);
    } else if (type.endsWith("json")) {
      body(exchange.answer(), content.getJsonObject("schema").copy(), faults);
    }
  }

  /** The data of each event; that of an error is a problem. */
  private void events(String text, JsonObject data, List<String> faults) {
    String name = "";
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        JsonObject schema =
            name.equals("error") ? new JsonObject().put("$ref", PROBLEM) : data.copy();
        JsonObject json = new JsonObject(line.substring(6));
        faults.addAll(contract.shape.faultsOfAnswer(schema, json));
      } else if (!line.isEmpty() && !line.matches("(id|retry): \\w+|: \\w+")) {
        faults.add("has the line " + line);
      }
    }
  }

  private void body(Exchange.Part answer, JsonObject schema, List<String> faults) {
    faults.addAll(contract.shape.faultsOfAnswer(schema, answer.json()));
  }

  private void headers(Exchange exchange, JsonObject response, List<String> faults) {
    JsonObject headers = response.getJsonObject("headers", new JsonObject());
    for (String name : headers.fieldNames()) {
      String given = exchange.answer().headers().get(name);
      if (given == null) {
        faults.add("the header " + name + " is missing");
      } else {
        value(contract.resolved(headers.getJsonObject(name)), given, "header " + name, faults);
      }
    }
  }

  private void request(Exchange exchange, Operation operation, List<String> faults) {
    path(exchange, operation, faults);
    query(exchange, operation, faults);
    JsonObject told = operation.told().getJsonObject("requestBody");
    String body = exchange.request().text();
    if (told == null) {
      if (!body.isEmpty()) {
        faults.add("has a body");
      }
    } else if (!body.isEmpty() || told.getBoolean("required")) {
      JsonObject json = told.getJsonObject("content").getJsonObject(exchange.request().type());
      faults.addAll(
          contract.shape.faultsOfRequest(
              json.getJsonObject("schema").copy(), exchange.request().json()));
    }
  }

  private void path(Exchange exchange, Operation operation, List<String> faults) {
    String[] names = operation.path().split("/");
    String[] values = exchange.path().split("/");
    for (int i = 0; i < names.length; i++) {
      if (names[i].startsWith("{")) {
        parameter(operation, names[i].substring(1, names[i].length() - 1), values[i], faults);
      }
    }
  }

  private void query(Exchange exchange, Operation operation, List<String> faults) {
    for (String pair : exchange.query().split("&")) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        parameter(operation, parts[0], parts[1], faults);
      }
    }
  }

  private void parameter(Operation operation, String name, String given, List<String> faults) {
    Optional<JsonObject> told =
        contract.parameters(operation).stream()
            .filter(parameter -> parameter.getString("name").equals(name))
            .findFirst();
    String decoded = URLDecoder.decode(given, StandardCharsets.UTF_8);
    told.ifPresentOrElse(
        parameter -> value(parameter, decoded, name, faults),
        () -> faults.add("'" + name + "' is no parameter of it"));
  }

  private void value(JsonObject told, String given, String name, List<String> faults) {
    JsonObject schema = told.getJsonObject("schema").copy();
    boolean number = "integer".equals(contract.resolved(schema).getString("type"));
    contract
        .shape
        .faultsOfRequest(schema, number ? (Object) Long.valueOf(given) : given)
        .forEach(fault -> faults.add(name + fault));
  }
}
