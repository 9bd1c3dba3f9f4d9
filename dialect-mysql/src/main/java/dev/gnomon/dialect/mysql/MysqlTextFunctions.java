package dev.gnomon.dialect.mysql;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the functions of the server make of texts that a script puts together. */
final class MysqlTextFunctions {

    private static final String NUMBER = "1";

    /** Functions whose result is a number, a time or another text that names nothing. */
    private static final Set<String> NUMBERS = Set.of(
            "COUNT",
            "SUM",
            "AVG",
            "LAST_INSERT_ID",
            "NOW",
            "CURDATE",
            "CURTIME",
            "SYSDATE",
            "UTC_TIMESTAMP",
            "CURRENT_TIMESTAMP",
            "UNIX_TIMESTAMP",
            "RAND",
            "FLOOR",
            "CEIL",
            "CEILING",
            "ROUND",
            "LENGTH",
            "CHAR_LENGTH",
            "YEAR",
            "MONTH",
            "DAY",
            "DAYOFMONTH",
            "TO_DAYS",
            "ROW_COUNT",
            "FOUND_ROWS",
            "CONNECTION_ID",
            "MOD",
            "ABS",
            "LOCATE",
            "INSTR",
            "POSITION",
            "FIND_IN_SET",
            "EXISTS",
            "ISNULL",
            "UUID_SHORT",
            "CRC32",
            "SIGN",
            "POW",
            "POWER",
            "DATEDIFF",
            "TIMESTAMPDIFF",
            "LAST_DAY",
            "DATE_ADD",
            "DATE_SUB",
            "CURRENT_DATE",
            "UUID",
            "VERSION",
            "MD5",
            "SHA1",
            "SHA2");

    private MysqlTextFunctions() {}

    static boolean isNumber(String function) {
        return NUMBERS.contains(function);
    }

    /** The result for these arguments; a hole for anything where it cannot be told. */
    static String apply(String function, List<String> arguments) {
        boolean known = arguments.stream().noneMatch(MysqlTextFunctions::hasHole);
        Optional<String> result = switch (function) {
            case "CONCAT" -> Optional.of(String.join("", arguments));
            case "CONCAT_WS" ->
                arguments.isEmpty()
                        ? Optional.empty()
                        : Optional.of(String.join(arguments.get(0), arguments.subList(1, arguments.size())));
            case "LOWER",
                    "LCASE",
                    "UPPER",
                    "UCASE",
                    "TRIM",
                    "LTRIM",
                    "RTRIM",
                    "CAST",
                    "CONVERT",
                    "BINARY",
                    "ANY_VALUE" -> arguments.stream().findFirst();
            case "QUOTE" ->
                arguments.stream()
                        .findFirst()
                        .map(text -> "'" + text.replace("\\", "\\\\").replace("'", "''") + "'");
            case "DATE_FORMAT" ->
                arguments.size() == 2 ? Optional.of(arguments.get(1).replaceAll("%.", NUMBER)) : Optional.empty();
            default -> known ? computed(function, arguments) : Optional.empty();
        };
        return result.orElseGet(
                () -> namesOnly(arguments) ? String.valueOf(MysqlHoles.NAME) : String.valueOf(MysqlHoles.ANY));
    }

    private static boolean hasHole(String text) {
        return MysqlHoles.isOpen(text) || text.indexOf(MysqlHoles.OWN_DATABASE) >= 0;
    }

    /** Whether nothing but names and numbers goes in. */
    private static boolean namesOnly(List<String> arguments) {
        return !arguments.isEmpty()
                && arguments.stream().allMatch(text -> text.matches("[0-9]*|\uE001"))
                && arguments.stream().anyMatch(text -> text.equals("\uE001"));
    }

    private static Optional<String> computed(String function, List<String> arguments) {
        try {
            return switch (function) {
                case "REVERSE" ->
                    Optional.of(new StringBuilder(arguments.get(0)).reverse().toString());
                case "REPLACE" -> Optional.of(arguments.get(0).replace(arguments.get(1), arguments.get(2)));
                case "UNHEX" -> Optional.of(MysqlTokens.hex(arguments.get(0)));
                case "FROM_BASE64" ->
                    Optional.of(new String(Base64.getMimeDecoder().decode(arguments.get(0)), StandardCharsets.UTF_8));
                case "CHAR" -> Optional.of(letters(arguments));
                case "REPEAT" ->
                    Optional.of(arguments.get(0).repeat(Math.clamp(Long.parseLong(arguments.get(1)), 0, 100)));
                case "SPACE" -> Optional.of(" ");
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException | IndexOutOfBoundsException unusual) {
            return Optional.empty();
        }
    }

    private static String letters(List<String> numbers) {
        StringBuilder text = new StringBuilder();
        numbers.forEach(number -> text.append((char) Integer.parseInt(number)));
        return text.toString();
    }
}
