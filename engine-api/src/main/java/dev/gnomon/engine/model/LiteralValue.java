package dev.gnomon.engine.model;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;

/** A constant, as a default value holds it. */
public sealed interface LiteralValue {

    record Text(String value) implements LiteralValue {}

    /** A whole or decimal number with the digits as written, trailing zeros included. */
    record Number(String digits) implements LiteralValue {
        public Number {
            new BigDecimal(digits);
        }

        public BigDecimal value() {
            return new BigDecimal(digits);
        }
    }

    record Bool(boolean value) implements LiteralValue {}

    /** Bytes as lower-case hex digits, two a byte. */
    record Bytes(String hex) implements LiteralValue {}

    record DateTime(OffsetDateTime value) implements LiteralValue {}

    /** The database name of an enum's value. */
    record EnumValue(String value) implements LiteralValue {}

    /** A JSON text as written. */
    record Json(String text) implements LiteralValue {}

    record ListOf(List<LiteralValue> elements) implements LiteralValue {
        public ListOf {
            elements = List.copyOf(elements);
        }
    }
}
