package dev.multichat.devlog;

import dev.multichat.core.Card;
import dev.multichat.core.Entry;
import dev.multichat.core.Exchange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names and roles as they were then, ready to be written; equal names are told apart by id. */
final class People {
  private static final int MOST_NAMED = 30;

  private final Map<String, Card> cards;
  private final Map<String, Integer> uses = new HashMap<>();

  private People(Map<String, Card> cards) {
    this.cards = cards;
    cards.values().forEach(card -> uses.merge(plain(card), 1, Integer::sum));
  }

  static People of(Exchange exchange) {
    return new People(exchange.cards());
  }

  static People of(List<Entry> entries) {
    Map<String, Card> cards = new LinkedHashMap<>();
    entries.forEach(entry -> entry.cards().forEach(card -> cards.putIfAbsent(card.id(), card)));
    return new People(cards);
  }

  String name(String id) {
    Card card = cards.get(id);
    if (card == null) {
      return Inline.line(id);
    }
    String name = plain(card);
    boolean alone = uses.getOrDefault(name, 0) == 1;
    return Inline.line(alone ? name : name + " (" + id + ")");
  }

  /** Whether a text begins with somebody's name or id, marks before it aside. */
  boolean leads(String text) {
    int start = 0;
    while (start < text.length() && !Character.isLetterOrDigit(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    String words = text.substring(start).toLowerCase(Locale.ROOT);
    return cards.values().stream()
        .anyMatch(card -> begins(words, plain(card)) || begins(words, card.id()));
  }

  private static boolean begins(String words, String name) {
    return !name.isEmpty()
        && words.startsWith(name.toLowerCase(Locale.ROOT))
        && (words.length() == name.length()
            || !Character.isLetterOrDigit(words.charAt(name.length())));
  }

  String role(String id) {
    Card card = cards.get(id);
    return card == null ? "" : Inline.line(card.role());
  }

  /** Such as {@code Agent-2 (Architecture & Design Specialist)}. */
  String nameAndRole(String id) {
    String role = role(id);
    return role.isEmpty() ? name(id) : name(id) + " (" + role + ")";
  }

  /** Such as {@code Agent-2, Agent-4 and Agent-8}; of very many only the first. */
  String names(Collection<String> ids) {
    List<String> names = new ArrayList<>();
    ids.stream().limit(MOST_NAMED).map(this::name).forEach(names::add);
    int others = ids.size() - names.size();
    if (others > 0) {
      names.add(others + " others");
    }
    int last = names.size() - 1;
    return last <= 0
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  List<String> ids() {
    return List.copyOf(cards.keySet());
  }

  private static String plain(Card card) {
    return Characters.line(card.name());
  }
}
