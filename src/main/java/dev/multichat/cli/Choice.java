package dev.multichat.cli;

import dev.multichat.core.Texts;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One of an enum's values, by the name that people read, in either case. */
record Choice<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {
  @Override
  public E convert(String given) {
    return values()
        .filter(value -> value.toString().equalsIgnoreCase(given))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + Texts.shown(given)
                        + "' is none; it must be one of "
                        + values().map(E::toString).collect(Collectors.joining(", "))));
  }

  private Stream<E> values() {
    return Stream.of(type.getEnumConstants());
  }
}
