package dev.multichat.gateway.mcp;

import dev.multichat.gateway.Shared;
import dev.multichat.gateway.mcp.prompts.Book;
import dev.multichat.gateway.mcp.resources.Library;
import dev.multichat.gateway.mcp.tools.Toolbox;
import io.vertx.core.Vertx;
import java.util.List;

/** What there is for a model: tools to call, resources to read, prompts to begin with. */
public record ServerFeatures(Toolbox toolbox, Library library, Book book) {

  /** The same as the protocol has it. */
  List<Feature> features(Vertx vertx, Shared shared) {
    Watching watching = new Watching(vertx, library, shared.places());
    return List.of(
        new Tools(vertx, toolbox, shared),
        new Resources(library),
        new Subscriptions(watching, shared.door()),
        new SubscriptionsListen(watching),
        new Prompts(book));
  }
}
