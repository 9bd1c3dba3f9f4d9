package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.model.NativeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What becomes of the values when a column changes from one native type to another. */
final class SqlserverCasts {

    /** Words of the table that stand for several types. */
    private static final Map<String, List<String>> GROUPS = Map.of(
            "INTS", List.of("TinyInt", "SmallInt", "Int", "BigInt"),
            "MONEYS", List.of("Money", "SmallMoney"),
            "FLOATS", List.of("Float", "Real"),
            "NUMBERS",
                    List.of(
                            "TinyInt",
                            "SmallInt",
                            "Int",
                            "BigInt",
                            "Money",
                            "SmallMoney",
                            "Bit",
                            "Decimal",
                            "Float",
                            "Real"),
            "TIMES", List.of("Date", "Time", "DateTime", "DateTime2", "DateTimeOffset", "SmallDateTime"),
            "OLD_TIMES", List.of("DateTime", "SmallDateTime"),
            "CHARS", List.of("Char", "VarChar"),
            "NCHARS", List.of("NChar", "NVarChar"),
            "BINARIES", List.of("Binary", "VarBinary"));

    /**
     * From each type: what is safe, what is risky, what there is no cast to. {@code *} is all that the
     * row does not name. Where the lengths decide, {@link #byLengths} has been asked before.
     */
    private static final Map<String, Map<String, CastSafety>> TABLE = parse("""
            TinyInt          : SAFE INTS MONEYS FLOATS OLD_TIMES : RISKY Bit : NOT_CASTABLE *
            SmallInt         : RISKY TinyInt Bit : SAFE INTS MONEYS FLOATS OLD_TIMES : NOT_CASTABLE *
            Int              : SAFE BigInt Money FLOATS : RISKY TinyInt SmallInt SmallMoney Bit OLD_TIMES : NOT_CASTABLE *
            BigInt           : SAFE FLOATS : RISKY INTS MONEYS Bit OLD_TIMES : NOT_CASTABLE *
            Money            : RISKY NUMBERS OLD_TIMES : NOT_CASTABLE *
            SmallMoney       : SAFE Money : RISKY INTS Bit FLOATS OLD_TIMES : NOT_CASTABLE *
            Bit              : SAFE NUMBERS OLD_TIMES : NOT_CASTABLE *
            Decimal          : RISKY NUMBERS OLD_TIMES BINARIES : NOT_CASTABLE *
            Float            : RISKY NUMBERS OLD_TIMES : NOT_CASTABLE *
            Real             : RISKY NUMBERS OLD_TIMES : NOT_CASTABLE *
            Date             : SAFE DateTime DateTime2 DateTimeOffset : RISKY SmallDateTime : NOT_CASTABLE *
            Time             : SAFE DateTime2 DateTimeOffset : RISKY OLD_TIMES : NOT_CASTABLE *
            DateTime         : SAFE DateTime2 DateTimeOffset : RISKY Date Time SmallDateTime : NOT_CASTABLE *
            DateTime2        : SAFE DateTimeOffset : RISKY Date Time OLD_TIMES : NOT_CASTABLE *
            DateTimeOffset   : RISKY TIMES : NOT_CASTABLE *
            SmallDateTime    : SAFE DateTime DateTime2 DateTimeOffset : RISKY Date Time : NOT_CASTABLE *
            Char             : SAFE Text NText : NOT_CASTABLE BINARIES Image Xml : RISKY *
            VarChar          : SAFE Text NText : NOT_CASTABLE BINARIES Image Xml : RISKY *
            NChar            : SAFE NText : NOT_CASTABLE BINARIES Image Xml : RISKY *
            NVarChar         : SAFE NText : NOT_CASTABLE BINARIES Image Xml : RISKY *
            Text             : RISKY CHARS NCHARS NText : NOT_CASTABLE *
            NText            : RISKY CHARS NCHARS Text : NOT_CASTABLE *
            Binary           : SAFE Image : RISKY INTS MONEYS Bit Decimal OLD_TIMES Xml UniqueIdentifier : NOT_CASTABLE *
            VarBinary        : SAFE Image : RISKY INTS MONEYS Bit Decimal OLD_TIMES Xml UniqueIdentifier : NOT_CASTABLE *
            Image            : RISKY BINARIES : NOT_CASTABLE *
            Xml              : RISKY CHARS NCHARS BINARIES : NOT_CASTABLE *
            UniqueIdentifier : NOT_CASTABLE *
            """);

    private static final String REST = "*";

    private static final Set<String> CHARACTERS = Set.of("Char", "VarChar", "NChar", "NVarChar");

    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** The longest text of a type's values, in characters. */
    private static final Map<String, Integer> TEXT_WIDTHS = Map.ofEntries(
            Map.entry("TinyInt", 3),
            Map.entry("SmallInt", 6),
            Map.entry("Int", 11),
            Map.entry("BigInt", 20),
            Map.entry("Money", 21),
            Map.entry("SmallMoney", 12),
            Map.entry("Bit", 1),
            Map.entry("Date", 10),
            Map.entry("Time", 8),
            Map.entry("DateTime", 23),
            Map.entry("DateTime2", 27),
            Map.entry("DateTimeOffset", 33),
            Map.entry("SmallDateTime", 19),
            Map.entry("UniqueIdentifier", 36),
            Map.entry("Real", 47),
            Map.entry("Float", 317));

    /** What the values of a type take, in bytes. */
    private static final Map<String, Integer> STORAGE = Map.ofEntries(
            Map.entry("TinyInt", 1),
            Map.entry("SmallInt", 2),
            Map.entry("Int", 4),
            Map.entry("BigInt", 8),
            Map.entry("Money", 8),
            Map.entry("SmallMoney", 4),
            Map.entry("Bit", 1),
            Map.entry("UniqueIdentifier", 16),
            Map.entry("Real", 4),
            Map.entry("Float", 8));

    /** The decimal digits of whole numbers. */
    private static final Map<String, Integer> DIGITS = Map.of("TinyInt", 3, "SmallInt", 5, "Int", 10, "BigInt", 19);

    /** Types whose text is risky in a column without a limit, though it would fit. */
    private static final Set<String> RISKY_WITHOUT_LIMIT =
            Set.of("Float", "Real", "Date", "Time", "DateTime", "DateTime2", "DateTimeOffset", "SmallDateTime");

    private SqlserverCasts() {}

    /**
     * What a change of the native type does.
     *
     * @return empty if both are the same type
     */
    static Optional<CastSafety> between(NativeType from, NativeType to) {
        NativeType previous = normalised(from);
        NativeType next = normalised(to);
        // The catalog tells the length that the server chose where none was written.
        boolean serversChoice =
                to.arguments().isEmpty() && withServersArguments(next).equals(previous);
        if (previous.equals(next) || serversChoice) {
            return Optional.empty();
        }
        return byLengths(previous, next).or(() -> byName(previous.name(), next.name()));
    }

    /** The server keeps two kinds of floating point numbers, whatever the number of bits asked for. */
    private static NativeType normalised(NativeType type) {
        if (!type.name().equals("Float")) {
            return type;
        }
        return argument(type, 0, 53) <= 24 ? NativeType.of("Real") : NativeType.of("Float");
    }

    private static NativeType withServersArguments(NativeType type) {
        return switch (type.name()) {
            case "Decimal" -> NativeType.of("Decimal", 18, 0);
            case "Char", "NChar", "VarChar", "NVarChar", "Binary", "VarBinary" -> NativeType.of(type.name(), 1);
            default -> type;
        };
    }

    private static Optional<CastSafety> byLengths(NativeType previous, NativeType next) {
        boolean toText = CHARACTERS.contains(next.name());
        boolean toBinary = next.name().equals("Binary") || next.name().equals("VarBinary");
        return switch (previous.name()) {
            case "Decimal" ->
                toText
                        ? safeIf(length(next) >= decimalWidth(previous))
                        : when(next, "Decimal", decimalFits(previous, next));
            case "Money", "SmallMoney" ->
                next.name().equals("Decimal")
                        ? safeIf(moneyFits(previous.name().equals("Money") ? 15 : 6, next))
                        : ofFixedWidth(previous, next, toText, toBinary);
            case "TinyInt", "SmallInt", "Int", "BigInt" ->
                next.name().equals("Decimal")
                        ? safeIf(wholeDigits(next) >= DIGITS.getOrDefault(previous.name(), UNLIMITED))
                        : ofFixedWidth(previous, next, toText, toBinary);
            case "Bit",
                    "Float",
                    "Real",
                    "Date",
                    "Time",
                    "DateTime",
                    "DateTime2",
                    "DateTimeOffset",
                    "SmallDateTime",
                    "UniqueIdentifier" -> ofFixedWidth(previous, next, toText, toBinary);
            case "Char", "VarChar" -> ofText(previous, next, toText);
            case "NChar", "NVarChar" -> ofNationalText(previous, next, toText);
            case "Text" -> when(next, "VarChar", length(next) == UNLIMITED);
            case "NText", "Xml" -> when(next, "NVarChar", length(next) == UNLIMITED);
            case "Image" -> when(next, "VarBinary", length(next) == UNLIMITED);
            case "Binary", "VarBinary" -> ofBinary(previous, next, toText, toBinary);
            default -> Optional.empty();
        };
    }

    private static Optional<CastSafety> ofFixedWidth(
            NativeType previous, NativeType next, boolean toText, boolean toBinary) {
        String name = previous.name();
        boolean roomForAll = length(next) != UNLIMITED || !RISKY_WITHOUT_LIMIT.contains(name);
        if (toText) {
            return safeIf(roomForAll && length(next) >= TEXT_WIDTHS.getOrDefault(name, UNLIMITED));
        }
        return toBinary && STORAGE.containsKey(name)
                ? safeIf(roomForAll && length(next) >= STORAGE.getOrDefault(name, 0))
                : Optional.empty();
    }

    private static Optional<CastSafety> ofText(NativeType previous, NativeType next, boolean toText) {
        if (length(previous) == UNLIMITED) {
            return toText || next.name().equals("NText") ? Optional.of(CastSafety.RISKY) : Optional.empty();
        }
        return toText ? safeIf(length(next) >= length(previous)) : Optional.empty();
    }

    private static Optional<CastSafety> ofNationalText(NativeType previous, NativeType next, boolean toText) {
        boolean toNational = next.name().startsWith("N");
        return toText && toNational ? safeIf(length(next) >= length(previous)) : Optional.empty();
    }

    private static Optional<CastSafety> ofBinary(
            NativeType previous, NativeType next, boolean toText, boolean toBinary) {
        int length = length(previous);
        if (toText) {
            int bytesPerCharacter = next.name().startsWith("N") ? 2 : 1;
            return safeIf((long) length(next) * bytesPerCharacter >= length);
        }
        if (toBinary) {
            return safeIf(length(next) >= length);
        }
        return switch (next.name()) {
            case "SmallInt", "Int", "BigInt" -> {
                int storage = STORAGE.getOrDefault(next.name(), 0);
                // Of a varying length only the exact one counts as a number.
                yield safeIf(previous.name().equals("Binary") ? length <= storage : length == storage);
            }
            case "TinyInt", "Money", "SmallMoney" -> safeIf(length <= STORAGE.getOrDefault(next.name(), 0));
            default -> Optional.empty();
        };
    }

    private static Optional<CastSafety> byName(String previous, String next) {
        Map<String, CastSafety> row = TABLE.getOrDefault(previous, Map.of());
        CastSafety rest = row.getOrDefault(REST, CastSafety.RISKY);
        return Optional.of(row.getOrDefault(next, rest));
    }

    private static Optional<CastSafety> when(NativeType next, String name, boolean safe) {
        return next.name().equals(name) ? safeIf(safe) : Optional.empty();
    }

    private static Optional<CastSafety> safeIf(boolean safe) {
        return Optional.of(safe ? CastSafety.SAFE : CastSafety.RISKY);
    }

    // --- decimals ---

    private static boolean decimalFits(NativeType previous, NativeType next) {
        if (previous.arguments().isEmpty()) {
            return scale(next) == 0 && wholeDigits(next) >= wholeDigits(previous);
        }
        return wholeDigits(next) >= wholeDigits(previous) && scale(next) >= scale(previous);
    }

    private static boolean moneyFits(int wholeDigits, NativeType decimal) {
        return wholeDigits(decimal) >= wholeDigits && scale(decimal) >= 4;
    }

    /** Digits, a sign, and a point where there is a fraction. */
    private static int decimalWidth(NativeType decimal) {
        return argument(decimal, 0, 18) + (scale(decimal) > 0 ? 2 : 1);
    }

    private static int wholeDigits(NativeType decimal) {
        return argument(decimal, 0, 18) - scale(decimal);
    }

    private static int scale(NativeType decimal) {
        return argument(decimal, 1, 0);
    }

    // --- arguments ---

    /** The length of a text or binary type: 1 where none is given. */
    private static int length(NativeType type) {
        return argument(type, 0, 1);
    }

    private static int argument(NativeType type, int index, int otherwise) {
        if (index >= type.arguments().size()) {
            return otherwise;
        }
        String argument = type.arguments().get(index).strip();
        return argument.equalsIgnoreCase(SqlserverTypes.MAX) ? UNLIMITED : Integer.parseInt(argument);
    }

    private static Map<String, Map<String, CastSafety>> parse(String table) {
        Map<String, Map<String, CastSafety>> rows = new HashMap<>();
        for (String line : table.lines().toList()) {
            String[] cells = line.split(":", -1);
            Map<String, CastSafety> row = new HashMap<>();
            // What stands first counts: a group may name again what an earlier cell has named.
            for (int i = cells.length - 1; i > 0; i--) {
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
