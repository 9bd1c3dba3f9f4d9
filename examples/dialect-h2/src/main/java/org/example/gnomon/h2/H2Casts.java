package org.example.gnomon.h2;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.model.NativeType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a change of type does to the values of a column; learned by trying each of them. */
final class H2Casts {

    /** Kinds of types between which H2 casts in the same way. */
    private enum Kind {
        TEXT,
        CLOB,
        UUID,
        BOOLEAN,
        INTEGER,
        DECIMAL,
        FLOATING,
        TIMESTAMP,
        DATE,
        TIME,
        BYTES,
        BLOB,
        JSON
    }

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("VarChar", Kind.TEXT),
            Map.entry("VarCharIgnoreCase", Kind.TEXT),
            Map.entry("Char", Kind.TEXT),
            Map.entry("Clob", Kind.CLOB),
            Map.entry("Uuid", Kind.UUID),
            Map.entry("Boolean", Kind.BOOLEAN),
            Map.entry("TinyInt", Kind.INTEGER),
            Map.entry("SmallInt", Kind.INTEGER),
            Map.entry("Integer", Kind.INTEGER),
            Map.entry("BigInt", Kind.INTEGER),
            Map.entry("Numeric", Kind.DECIMAL),
            Map.entry("DecFloat", Kind.DECIMAL),
            Map.entry("Real", Kind.FLOATING),
            Map.entry("DoublePrecision", Kind.FLOATING),
            Map.entry("Timestamp", Kind.TIMESTAMP),
            Map.entry("TimestampTz", Kind.TIMESTAMP),
            Map.entry("Date", Kind.DATE),
            Map.entry("Time", Kind.TIME),
            Map.entry("TimeTz", Kind.TIME),
            Map.entry("VarBinary", Kind.BYTES),
            Map.entry("Binary", Kind.BYTES),
            Map.entry("Blob", Kind.BLOB),
            Map.entry("Json", Kind.JSON));

    private static final Set<Kind> TO_TEXTS = EnumSet.of(Kind.TEXT, Kind.CLOB);
    private static final Set<Kind> TO_BYTES = EnumSet.of(Kind.BYTES, Kind.BLOB);
    private static final Set<Kind> TO_NUMBERS = EnumSet.of(Kind.INTEGER, Kind.DECIMAL, Kind.FLOATING);

    /** The kinds to which there is a cast. */
    private static final Map<Kind, Set<Kind>> CASTS = Map.ofEntries(
            Map.entry(Kind.TEXT, EnumSet.allOf(Kind.class)),
            Map.entry(Kind.CLOB, union(TO_TEXTS, TO_BYTES, EnumSet.of(Kind.JSON))),
            Map.entry(Kind.UUID, union(TO_TEXTS, TO_BYTES, EnumSet.of(Kind.UUID, Kind.JSON))),
            Map.entry(Kind.BOOLEAN, union(TO_TEXTS, TO_NUMBERS, EnumSet.of(Kind.BOOLEAN, Kind.JSON))),
            Map.entry(Kind.INTEGER, union(TO_TEXTS, TO_NUMBERS, TO_BYTES, EnumSet.of(Kind.BOOLEAN, Kind.JSON))),
            Map.entry(Kind.DECIMAL, union(TO_TEXTS, TO_NUMBERS, EnumSet.of(Kind.BOOLEAN, Kind.JSON))),
            Map.entry(Kind.FLOATING, union(TO_TEXTS, TO_NUMBERS, EnumSet.of(Kind.BOOLEAN, Kind.JSON))),
            Map.entry(Kind.TIMESTAMP, union(TO_TEXTS, EnumSet.of(Kind.TIMESTAMP, Kind.DATE, Kind.TIME, Kind.JSON))),
            Map.entry(Kind.DATE, union(TO_TEXTS, EnumSet.of(Kind.DATE, Kind.TIMESTAMP, Kind.JSON))),
            Map.entry(Kind.TIME, union(TO_TEXTS, EnumSet.of(Kind.TIME, Kind.TIMESTAMP, Kind.JSON))),
            Map.entry(Kind.BYTES, union(TO_TEXTS, TO_BYTES, EnumSet.of(Kind.UUID, Kind.INTEGER))),
            Map.entry(Kind.BLOB, union(TO_BYTES, EnumSet.of(Kind.CLOB))),
            Map.entry(Kind.JSON, union(TO_TEXTS, TO_BYTES, EnumSet.of(Kind.JSON))));

    /** The digits of the largest whole number of a type. */
    private static final Map<String, Integer> DIGITS = Map.of("TinyInt", 3, "SmallInt", 5, "Integer", 10, "BigInt", 19);

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private H2Casts() {}

    @SafeVarargs
    private static Set<Kind> union(Set<Kind>... sets) {
        Set<Kind> all = EnumSet.noneOf(Kind.class);
        for (Set<Kind> set : sets) {
            all.addAll(set);
        }
        return all;
    }

    /**
     * What a change does.
     *
     * @param before with the arguments that H2 adds
     * @param after  with the arguments that H2 adds
     * @return empty if both are the same type
     */
    static Optional<CastSafety> between(NativeType before, NativeType after) {
        if (before.equals(after)) {
            return Optional.empty();
        }
        Kind from = kind(before);
        Kind to = kind(after);
        if (!CASTS.getOrDefault(from, Set.of()).contains(to)) {
            return Optional.of(CastSafety.NOT_CASTABLE);
        }
        return Optional.of(isSafe(from, before, to, after) ? CastSafety.SAFE : CastSafety.RISKY);
    }

    private static Kind kind(NativeType type) {
        Kind kind = KINDS.get(type.name());
        if (kind == null) {
            throw new IllegalArgumentException("H2 has no type " + type);
        }
        return kind;
    }

    private static boolean isSafe(Kind from, NativeType before, Kind to, NativeType after) {
        boolean padded = after.name().equals("Char") || after.name().equals("Binary");
        if (padded && !before.name().equals(after.name())) {
            return false;
        }
        return switch (to) {
            case TEXT -> from != Kind.BYTES && argument(after, 0) >= longestText(from, before);
            case CLOB -> from != Kind.BYTES && from != Kind.BLOB;
            case INTEGER -> from == Kind.BOOLEAN || (from == Kind.INTEGER && digits(before) < digits(after));
            case DECIMAL -> fitsDecimal(from, before, after);
            case FLOATING -> fitsFloating(from, before, after);
            case TIMESTAMP ->
                from == Kind.DATE && after.name().equals("Timestamp")
                        || before.name().equals(after.name()) && argument(before, 0) <= argument(after, 0);
            case TIME -> before.name().equals(after.name()) && argument(before, 0) <= argument(after, 0);
            case BYTES ->
                from == Kind.BYTES && argument(before, 0) <= argument(after, 0)
                        || from == Kind.UUID && argument(after, 0) >= 16;
            case BLOB -> from == Kind.BYTES || from == Kind.UUID;
            case UUID, BOOLEAN, DATE, JSON -> false;
        };
    }

    private static boolean fitsDecimal(Kind from, NativeType before, NativeType after) {
        boolean floats = after.name().equals("DecFloat");
        return switch (from) {
            case BOOLEAN -> true;
            case INTEGER -> floats ? argument(after, 0) >= digits(before) : wholeDigits(after) >= digits(before);
            case DECIMAL ->
                floats
                        ? argument(after, 0) >= argument(before, 0)
                        : before.name().equals("Numeric")
                                && wholeDigits(after) >= wholeDigits(before)
                                && scale(after) >= scale(before);
            case FLOATING -> floats && argument(after, 0) == UNLIMITED;
            case TEXT, CLOB, UUID, TIMESTAMP, DATE, TIME, BYTES, BLOB, JSON -> false;
        };
    }

    private static boolean fitsFloating(Kind from, NativeType before, NativeType after) {
        boolean twice = after.name().equals("DoublePrecision");
        return from == Kind.BOOLEAN
                || (from == Kind.FLOATING && twice)
                || (from == Kind.INTEGER && digits(before) <= (twice ? 10 : 5));
    }

    /** How many characters a value takes at most. */
    private static int longestText(Kind from, NativeType type) {
        return switch (from) {
            case TEXT -> argument(type, 0);
            case BOOLEAN -> 5;
            case INTEGER -> digits(type) + 1;
            case FLOATING -> 24;
            case DECIMAL ->
                type.name().equals("Numeric") && !type.arguments().isEmpty() ? argument(type, 0) + 3 : UNLIMITED;
            case UUID -> 36;
            case DATE, TIME, TIMESTAMP -> 48;
            case CLOB, BYTES, BLOB, JSON -> UNLIMITED;
        };
    }

    private static int digits(NativeType type) {
        return DIGITS.getOrDefault(type.name(), UNLIMITED);
    }

    private static int wholeDigits(NativeType numeric) {
        return numeric.arguments().isEmpty() ? UNLIMITED : argument(numeric, 0) - scale(numeric);
    }

    private static int scale(NativeType numeric) {
        return numeric.arguments().isEmpty() ? 0 : argument(numeric, 1);
    }

    /** A length or precision; without limit where none is given. */
    private static int argument(NativeType type, int index) {
        return index < type.arguments().size()
                ? Integer.parseInt(type.arguments().get(index).strip())
                : UNLIMITED;
    }
}
