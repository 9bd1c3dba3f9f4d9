package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.model.NativeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of the values when a column changes from one native type to another. */
final class MysqlCasts {

    /** Words of the table that stand for several types. */
    private static final Map<String, List<String>> GROUPS = Map.of(
            "INTS", List.of("TinyInt", "SmallInt", "MediumInt", "Int", "BigInt"),
            "UNSIGNED",
                    List.of(
                            "UnsignedTinyInt",
                            "UnsignedSmallInt",
                            "UnsignedMediumInt",
                            "UnsignedInt",
                            "UnsignedBigInt"),
            "FLOATS", List.of("Float", "Double"),
            "CHARS", List.of("Char", "VarChar"),
            "BINARIES", List.of("Binary", "VarBinary"),
            "TEXTS", List.of("TinyText", "Text", "MediumText", "LongText"),
            "BLOBS", List.of("TinyBlob", "Blob", "MediumBlob", "LongBlob"),
            "MOMENTS", List.of("Date", "DateTime", "Timestamp"));

    /**
     * From each type: what is safe, what is risky, what there is no cast to. {@code *} is all that the
     * row does not name. Where the lengths decide, {@link #byArguments} has been asked before.
     */
    private static final Map<String, Map<String, CastSafety>> TABLE = parse("""
            TinyInt           : SAFE SmallInt MediumInt Int BigInt Time : NOT_CASTABLE Decimal MOMENTS Json : RISKY *
            SmallInt          : SAFE MediumInt Int BigInt Time : NOT_CASTABLE Decimal MOMENTS Json : RISKY *
            MediumInt         : SAFE BigInt CHARS BINARIES TEXTS BLOBS : NOT_CASTABLE MOMENTS Time Json : RISKY *
            Int               : SAFE BigInt CHARS BINARIES TEXTS BLOBS : NOT_CASTABLE MOMENTS Time Json : RISKY *
            BigInt            : RISKY INTS UNSIGNED Year : NOT_CASTABLE MOMENTS Json : SAFE *
            UnsignedTinyInt   : SAFE UNSIGNED : NOT_CASTABLE Decimal MOMENTS Json : RISKY *
            UnsignedSmallInt  : SAFE UnsignedMediumInt UnsignedInt UnsignedBigInt : NOT_CASTABLE Decimal MOMENTS Json : RISKY *
            UnsignedMediumInt : NOT_CASTABLE Decimal MOMENTS Json : RISKY *
            UnsignedInt       : NOT_CASTABLE Decimal MOMENTS Json : RISKY *
            UnsignedBigInt    : NOT_CASTABLE Decimal MOMENTS Json : RISKY *
            Decimal           : SAFE CHARS BINARIES TEXTS BLOBS : NOT_CASTABLE MOMENTS : RISKY *
            Float             : NOT_CASTABLE MOMENTS : SAFE *
            Double            : NOT_CASTABLE MOMENTS : SAFE *
            Bit               : RISKY BigInt UnsignedBigInt Decimal FLOATS : NOT_CASTABLE MOMENTS Time Json : SAFE *
            Char              : SAFE TEXTS BLOBS : RISKY *
            VarChar           : SAFE TEXTS BLOBS : RISKY *
            TinyText          : SAFE Bit CHARS BINARIES Text MediumText LongText Blob MediumBlob LongBlob : RISKY *
            Text              : SAFE Bit CHARS BINARIES MediumText LongText Blob MediumBlob LongBlob : RISKY *
            MediumText        : SAFE Bit CHARS BINARIES Text LongText Blob MediumBlob LongBlob : RISKY *
            LongText          : SAFE Bit CHARS BINARIES Text MediumText Blob MediumBlob LongBlob : RISKY *
            Binary            : SAFE MediumInt Decimal FLOATS CHARS VarBinary TEXTS BLOBS : NOT_CASTABLE MOMENTS Json : RISKY *
            VarBinary         : SAFE Blob MediumBlob LongBlob : RISKY Bit CHARS TinyBlob TEXTS : NOT_CASTABLE *
            TinyBlob          : SAFE BLOBS : RISKY Bit CHARS BINARIES TEXTS : NOT_CASTABLE *
            Blob              : SAFE BLOBS : RISKY Bit CHARS BINARIES TEXTS : NOT_CASTABLE *
            MediumBlob        : SAFE BLOBS : RISKY Bit CHARS BINARIES TEXTS : NOT_CASTABLE *
            LongBlob          : SAFE BLOBS : RISKY Bit CHARS BINARIES TEXTS : NOT_CASTABLE *
            Date              : SAFE Int UnsignedInt BigInt UnsignedBigInt Decimal FLOATS Bit CHARS BINARIES TEXTS BLOBS DateTime : NOT_CASTABLE *
            Time              : RISKY MOMENTS : NOT_CASTABLE Year Json : SAFE *
            DateTime          : SAFE BigInt UnsignedBigInt CHARS BINARIES TEXTS BLOBS Date Time Timestamp : NOT_CASTABLE *
            Timestamp         : SAFE BigInt UnsignedBigInt CHARS BINARIES TEXTS BLOBS Date Time DateTime : NOT_CASTABLE *
            Year              : RISKY Decimal Json : NOT_CASTABLE TinyInt UnsignedTinyInt MOMENTS Time : SAFE *
            Json              : SAFE CHARS BINARIES TEXTS BLOBS : NOT_CASTABLE *
            """);

    private static final String REST = "*";

    private MysqlCasts() {}

    /**
     * What a change of the native type does.
     *
     * @return empty if both are the same type
     */
    static Optional<CastSafety> between(NativeType previous, NativeType next) {
        if (previous.equals(next) || sameWithoutPrecision(previous, next)) {
            return Optional.empty();
        }
        return byArguments(previous, next).or(() -> byName(previous.name(), next.name()));
    }

    /** A date-time or time without a precision has none, which is 0; for timestamps the two are told apart. */
    private static boolean sameWithoutPrecision(NativeType previous, NativeType next) {
        boolean time = next.name().equals("DateTime") || next.name().equals("Time");
        return time
                && previous.name().equals(next.name())
                && next.arguments().isEmpty()
                && argument(previous, 0, 0) == 0;
    }

    private static Optional<CastSafety> byArguments(NativeType previous, NativeType next) {
        int length = argument(previous, 0, -1);
        int nextLength = argument(next, 0, -1);
        return switch (previous.name()) {
            case "Int", "MediumInt" -> when(next, "Bit", nextLength >= 32, CastSafety.RISKY);
            case "BigInt" -> when(next, "Decimal", wholeDigits(next) >= 20, CastSafety.NOT_CASTABLE);
            case "Float" -> floating(next, 32);
            case "Double" -> floating(next, 64);
            case "Bit" ->
                switch (next.name()) {
                    case "BigInt", "UnsignedBigInt" -> safeIf(length == 64, CastSafety.RISKY);
                    case "Bit" -> safeIf(nextLength > length, CastSafety.RISKY);
                    case "Binary" -> safeIf(nextLength <= length / 8, CastSafety.NOT_CASTABLE);
                    default -> Optional.empty();
                };
            case "Char", "VarChar" ->
                switch (next.name()) {
                    case "Char", "VarChar", "Binary", "VarBinary" -> safeIf(nextLength >= length, CastSafety.RISKY);
                    default -> Optional.empty();
                };
            case "Binary" ->
                when(next, "Binary", nextLength > length, CastSafety.RISKY)
                        .or(() -> when(next, "Bit", nextLength >= 8 * length, CastSafety.RISKY));
            case "VarBinary" ->
                switch (next.name()) {
                    case "Binary", "VarBinary" -> safeIf(nextLength > length, CastSafety.RISKY);
                    default -> Optional.empty();
                };
            case "DateTime", "Timestamp" ->
                when(next, "Bit", nextLength >= 64, CastSafety.NOT_CASTABLE)
                        .or(() -> when(next, previous.name(), nextLength > length, CastSafety.RISKY));
            case "Time" -> when(next, "Time", true, CastSafety.SAFE);
            case "Decimal" -> when(next, "Decimal", false, CastSafety.RISKY);
            default -> Optional.empty();
        };
    }

    private static Optional<CastSafety> floating(NativeType next, int bits) {
        int length = argument(next, 0, -1);
        return switch (next.name()) {
            case "Bit" -> safeIf(length >= bits, CastSafety.NOT_CASTABLE);
            case "Char", "VarChar", "Binary", "VarBinary" ->
                Optional.of(length >= 32 ? CastSafety.RISKY : CastSafety.NOT_CASTABLE);
            default -> Optional.empty();
        };
    }

    private static Optional<CastSafety> when(NativeType next, String name, boolean safe, CastSafety otherwise) {
        return next.name().equals(name) ? safeIf(safe, otherwise) : Optional.empty();
    }

    private static Optional<CastSafety> safeIf(boolean safe, CastSafety otherwise) {
        return Optional.of(safe ? CastSafety.SAFE : otherwise);
    }

    private static Optional<CastSafety> byName(String previous, String next) {
        Map<String, CastSafety> row = TABLE.getOrDefault(previous, Map.of());
        CastSafety rest = row.getOrDefault(REST, CastSafety.RISKY);
        return Optional.of(row.getOrDefault(next, rest));
    }

    /** The digits before the decimal point; as the server takes it, (10, 0), where none are given. */
    private static int wholeDigits(NativeType decimal) {
        return argument(decimal, 0, 10) - argument(decimal, 1, 0);
    }

    private static int argument(NativeType type, int index, int otherwise) {
        return index < type.arguments().size()
                ? Integer.parseInt(type.arguments().get(index).strip())
                : otherwise;
    }

    private static Map<String, Map<String, CastSafety>> parse(String table) {
        Map<String, Map<String, CastSafety>> rows = new HashMap<>();
        for (String line : table.lines().toList()) {
            String[] cells = line.split(":", -1);
            Map<String, CastSafety> row = new HashMap<>();
            for (int i = 1; i < cells.length; i++) {
                String[] words = cells[i].strip().split(" ", -1);
                CastSafety safety = CastSafety.valueOf(words[0]);
                for (int j = 1; j < words.length; j++) {
                    for (String type : GROUPS.getOrDefault(words[j], List.of(words[j]))) {
                        row.put(type, safety);
                    }
                }
            }
            rows.put(cells[0].strip(), row);
        }
        return rows;
    }
}
