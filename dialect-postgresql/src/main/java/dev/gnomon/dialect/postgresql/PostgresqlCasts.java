package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.model.NativeType;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What PostgreSQL makes of values when a column goes from one native type to another.
 *
 * <p>A cast that the server does not apply by itself in {@code ALTER COLUMN … SET DATA TYPE} counts as
 * none. The limits of text lengths are the lengths of the longest text a type can have.
 */
final class PostgresqlCasts {

    private static final Optional<CastSafety> SAME = Optional.empty();
    private static final Optional<CastSafety> SAFE = Optional.of(CastSafety.SAFE);
    private static final Optional<CastSafety> RISKY = Optional.of(CastSafety.RISKY);
    private static final Optional<CastSafety> NONE = Optional.of(CastSafety.NOT_CASTABLE);

    private static final int DIGITS_BEFORE_POINT_AT_MOST = 131_072;
    private static final int DIGITS_AFTER_POINT_AT_MOST = 16_383;

    private PostgresqlCasts() {}

    /** What happens to the values; empty if both types are the same. */
    static Optional<CastSafety> between(NativeType before, NativeType after) {
        if (before.equals(after)) {
            return SAME;
        }
        return switch (before.name()) {
            case "Inet" -> isOneOf(after, "Citext", "Text", "VarChar") ? SAFE : NONE;
            case "Money" -> isOneOf(after, "Citext", "Text", "VarChar") ? SAFE : RISKY;
            case "Citext" -> isOneOf(after, "Text", "VarChar") ? SAFE : RISKY;
            case "Oid" -> isOneOf(after, "Text", "VarChar", "Integer", "BigInt") ? SAFE : NONE;
            case "SmallInt" -> fromSmallInt(after);
            case "Integer" -> fromInteger(after);
            case "BigInt" -> fromBigInt(after);
            case "Decimal" -> fromDecimal(before, after);
            case "Real" -> fromFloat(after, "DoublePrecision", SAFE, 47);
            case "DoublePrecision" -> fromFloat(after, "Real", RISKY, 317);
            case "VarChar" -> fromVarChar(before, after);
            case "Char" -> fromChar(before, after);
            case "Text" -> fromText(after);
            case "ByteA" -> fromBytes(after);
            case "Timestamp", "Timestamptz" -> fromTimestamp(before, after);
            case "Date" -> isOneOf(after, "Timestamp", "Timestamptz") ? SAFE : toLongText(after, 28);
            case "Time" -> fromTime(before, after);
            case "Timetz" -> fromTimeWithZone(before, after);
            case "Boolean" -> fromBoolean(after);
            case "Bit" -> fromBit(before, after);
            case "VarBit" -> fromVarBit(before, after);
            case "Uuid" -> toLongText(after, 32);
            case "Xml" -> toAnyText(after);
            case "Json" -> isOneOf(after, "JsonB") ? SAFE : toAnyText(after);
            case "JsonB" -> isOneOf(after, "Json") ? SAFE : toAnyText(after);
            default -> NONE;
        };
    }

    /** What becomes of a list when its column is to hold one value: its text. */
    static CastSafety fromList(Optional<NativeType> after) {
        if (after.isEmpty()) {
            return CastSafety.NOT_CASTABLE;
        }
        return switch (after.get().name()) {
            case "Text" -> CastSafety.SAFE;
            case "VarChar" -> length(after.get()).isPresent() ? CastSafety.RISKY : CastSafety.SAFE;
            case "Char" -> CastSafety.RISKY;
            default -> CastSafety.NOT_CASTABLE;
        };
    }

    private static Optional<CastSafety> fromSmallInt(NativeType after) {
        return switch (after.name()) {
            case "Integer", "BigInt", "Real", "DoublePrecision" -> SAFE;
            case "Decimal" -> wholeNumberToDecimal(after, 3);
            default -> numberToText(after, 4);
        };
    }

    private static Optional<CastSafety> fromInteger(NativeType after) {
        return switch (after.name()) {
            case "SmallInt" -> RISKY;
            case "BigInt", "Real", "DoublePrecision" -> SAFE;
            case "Decimal" -> wholeNumberToDecimal(after, 10);
            default -> numberToText(after, 11);
        };
    }

    private static Optional<CastSafety> fromBigInt(NativeType after) {
        return switch (after.name()) {
            case "SmallInt", "Integer" -> RISKY;
            case "Real", "DoublePrecision" -> SAFE;
            case "Decimal" -> wholeNumberToDecimal(after, 19);
            default -> numberToText(after, 20);
        };
    }

    private static Optional<CastSafety> wholeNumberToDecimal(NativeType after, int digits) {
        return after.arguments().isEmpty() || precision(after) - scale(after) >= digits ? SAFE : RISKY;
    }

    private static Optional<CastSafety> numberToText(NativeType after, int longest) {
        return switch (after.name()) {
            case "Text" -> SAFE;
            case "VarChar" -> fits(length(after), longest, SAFE, RISKY);
            case "Char" -> length(after).isPresent() ? fits(length(after), longest, SAFE, RISKY) : RISKY;
            default -> NONE;
        };
    }

    private static Optional<CastSafety> fromFloat(
            NativeType after, String other, Optional<CastSafety> toOther, int longest) {
        if (after.name().equals(other)) {
            return toOther;
        }
        return isOneOf(after, "SmallInt", "Integer", "BigInt", "Decimal") ? RISKY : numberToText(after, longest);
    }

    private static Optional<CastSafety> fromDecimal(NativeType before, NativeType after) {
        boolean limited = !before.arguments().isEmpty();
        return switch (after.name()) {
            case "SmallInt" -> limited && scale(before) == 0 && precision(before) <= 2 ? SAFE : RISKY;
            case "Integer" -> limited && scale(before) == 0 && precision(before) <= 9 ? SAFE : RISKY;
            case "BigInt" -> limited && scale(before) == 0 && precision(before) <= 18 ? SAFE : RISKY;
            case "Decimal" -> decimalToDecimal(before, after);
            case "Real", "DoublePrecision" -> RISKY;
            default -> numberToText(after, longestDecimal(before));
        };
    }

    private static int longestDecimal(NativeType type) {
        if (type.arguments().isEmpty()) {
            return DIGITS_BEFORE_POINT_AT_MOST + 1;
        }
        return precision(type) + (scale(type) == 0 ? 1 : 2);
    }

    private static Optional<CastSafety> decimalToDecimal(NativeType before, NativeType after) {
        if (after.arguments().isEmpty()) {
            return SAFE;
        }
        if (before.arguments().isEmpty()) {
            boolean anythingFits =
                    precision(after) >= DIGITS_BEFORE_POINT_AT_MOST && scale(after) >= DIGITS_AFTER_POINT_AT_MOST;
            return anythingFits ? SAFE : RISKY;
        }
        boolean fewerDigits = precision(before) - scale(before) > precision(after) - scale(after);
        return fewerDigits || scale(before) > scale(after) ? RISKY : SAFE;
    }

    private static Optional<CastSafety> fromVarChar(NativeType before, NativeType after) {
        return switch (after.name()) {
            case "Text" -> SAFE;
            case "VarChar" -> {
                if (length(after).isEmpty()) {
                    yield SAFE;
                }
                yield length(before).isEmpty() ? RISKY : shorter(before, after);
            }
            case "Char" -> {
                if (length(before).isEmpty()) {
                    yield RISKY;
                }
                yield length(after).isEmpty() ? oneCharacterOnly(before) : shorter(before, after);
            }
            default -> NONE;
        };
    }

    private static Optional<CastSafety> fromChar(NativeType before, NativeType after) {
        return switch (after.name()) {
            case "Text" -> SAFE;
            case "VarChar" -> length(before).isEmpty() || length(after).isEmpty() ? SAFE : shorter(before, after);
            case "Char" -> {
                if (length(before).isEmpty()) {
                    yield SAFE;
                }
                yield length(after).isEmpty() ? oneCharacterOnly(before) : shorter(before, after);
            }
            default -> NONE;
        };
    }

    private static Optional<CastSafety> oneCharacterOnly(NativeType type) {
        return length(type).orElse(0) == 1 ? SAFE : RISKY;
    }

    private static Optional<CastSafety> shorter(NativeType before, NativeType after) {
        return length(after).orElse(0) < length(before).orElse(0) ? RISKY : SAFE;
    }

    private static Optional<CastSafety> fromText(NativeType after) {
        return switch (after.name()) {
            case "Citext" -> SAFE;
            case "VarChar" -> length(after).isPresent() ? RISKY : SAFE;
            case "Char" -> RISKY;
            default -> NONE;
        };
    }

    private static Optional<CastSafety> fromBytes(NativeType after) {
        return switch (after.name()) {
            case "Text" -> SAFE;
            case "VarChar" -> length(after).isPresent() ? fits(length(after), 3, RISKY, NONE) : SAFE;
            case "Char" -> length(after).isPresent() ? fits(length(after), 3, RISKY, NONE) : NONE;
            default -> NONE;
        };
    }

    private static Optional<CastSafety> fromTimestamp(NativeType before, NativeType after) {
        if (after.name().equals(before.name())) {
            return samePrecision(before, after) ? SAME : SAFE;
        }
        boolean withZone = before.name().equals("Timestamptz");
        return switch (after.name()) {
            case "Timestamp", "Timestamptz", "Date", "Time", "Timetz" -> SAFE;
            default -> toLongText(after, withZone ? 28 : 23);
        };
    }

    private static Optional<CastSafety> fromTime(NativeType before, NativeType after) {
        if (after.name().equals("Time")) {
            return samePrecision(before, after) ? SAME : NONE;
        }
        return after.name().equals("Timetz") ? SAFE : toLongText(after, 14);
    }

    private static Optional<CastSafety> fromTimeWithZone(NativeType before, NativeType after) {
        if (after.name().equals("Timetz")) {
            return samePrecision(before, after) ? SAME : SAFE;
        }
        return after.name().equals("Time") ? SAFE : toLongText(after, 19);
    }

    /** A precision that is not written is whatever the other side has. */
    private static boolean samePrecision(NativeType before, NativeType after) {
        return length(before).isEmpty()
                || length(after).isEmpty()
                || length(before).equals(length(after));
    }

    private static Optional<CastSafety> fromBoolean(NativeType after) {
        return switch (after.name()) {
            case "Text", "VarChar" -> SAFE;
            case "Char" -> length(after).orElse(1) > 4 ? SAFE : length(after).orElse(1) == 4 ? RISKY : NONE;
            default -> NONE;
        };
    }

    private static Optional<CastSafety> fromBit(NativeType before, NativeType after) {
        return switch (after.name()) {
            case "Text" -> SAFE;
            case "VarChar", "VarBit" -> fits(length(after), length(before).orElse(1), SAFE, NONE);
            case "Char" -> {
                if (length(before).isEmpty()) {
                    yield SAFE;
                }
                yield length(after).isPresent()
                        ? fits(length(after), length(before).getAsInt(), SAFE, NONE)
                        : NONE;
            }
            default -> NONE;
        };
    }

    private static Optional<CastSafety> fromVarBit(NativeType before, NativeType after) {
        OptionalInt bits = length(before);
        OptionalInt room = length(after);
        boolean fits = bits.isPresent() && room.isPresent() && room.getAsInt() >= bits.getAsInt();
        return switch (after.name()) {
            case "Text" -> SAFE;
            case "VarChar", "VarBit" -> room.isEmpty() || fits ? SAFE : RISKY;
            case "Char" -> fits ? SAFE : RISKY;
            case "Bit" -> {
                boolean padded = bits.isPresent() && room.isPresent() && room.getAsInt() > bits.getAsInt();
                yield padded ? NONE : RISKY;
            }
            default -> NONE;
        };
    }

    /** To a text that is safe where it is long enough and impossible where it is not. */
    private static Optional<CastSafety> toLongText(NativeType after, int longest) {
        return switch (after.name()) {
            case "Text" -> SAFE;
            case "VarChar" -> fits(length(after), longest, SAFE, NONE);
            case "Char" -> length(after).isPresent() ? fits(length(after), longest, SAFE, NONE) : NONE;
            default -> NONE;
        };
    }

    /** To a text that is safe where it has no limit. */
    private static Optional<CastSafety> toAnyText(NativeType after) {
        return switch (after.name()) {
            case "Text" -> SAFE;
            case "VarChar" -> length(after).isPresent() ? RISKY : SAFE;
            case "Char" -> RISKY;
            default -> NONE;
        };
    }

    private static Optional<CastSafety> fits(
            OptionalInt length, int longest, Optional<CastSafety> enough, Optional<CastSafety> tooShort) {
        return length.isEmpty() || length.getAsInt() >= longest ? enough : tooShort;
    }

    private static boolean isOneOf(NativeType type, String... names) {
        for (String name : names) {
            if (type.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static OptionalInt length(NativeType type) {
        return type.arguments().isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(type.arguments().get(0).trim()));
    }

    private static int precision(NativeType decimal) {
        return length(decimal).orElse(0);
    }

    private static int scale(NativeType decimal) {
        return decimal.arguments().size() < 2
                ? 0
                : Integer.parseInt(decimal.arguments().get(1).trim());
    }
}
