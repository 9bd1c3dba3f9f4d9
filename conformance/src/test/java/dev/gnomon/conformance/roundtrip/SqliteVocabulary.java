package dev.gnomon.conformance.roundtrip;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the schema language offers for SQLite, but for points in time as defaults: the recorded engine never tells
 * them from any other default.
 */
final class SqliteVocabulary implements Vocabulary {
    private static final FieldType INT = new FieldType("Int", "", true);
    private static final List<FieldType> TYPES = List.of(
            INT,
            new FieldType("BigInt", "", true),
            new FieldType("Float", "", true),
            new FieldType("Decimal", "", true),
            new FieldType("Boolean", "", true),
            new FieldType("String", "", true),
            new FieldType("DateTime", "", true),
            new FieldType("Bytes", "", true),
            new FieldType("Json", "", false),
            new FieldType("Unsupported(\"circle\")", "", false),
            new FieldType("Unsupported(\"My Type(3)\")", "", false));

    @Override
    public String provider() {
        return "sqlite";
    }

    @Override
    public List<String> features() {
        return List.of("partialIndexes");
    }

    @Override
    public List<FieldType> types() {
        return TYPES;
    }

    @Override
    public boolean hasLists() {
        return false;
    }

    @Override
    public List<String> indexArguments(FieldType type, boolean list) {
        return List.of();
    }

    @Override
    public List<String> defaults(FieldType type, boolean list, RandomGenerator random) {
        int number = random.nextInt(1000);
        return switch (type.name()) {
            case "Int" -> List.of("0", "-" + number, "" + number, "dbgenerated(\"(1 + " + number + ")\")");
            case "BigInt" -> List.of("9007199254740993", "-" + number, "dbgenerated(\"(abs(-5))\")");
            case "Float" -> List.of("1.50", "0.000001", "-" + number + ".25", "3");
            case "Decimal" -> List.of("12.340", "7", "-0.1");
            case "Boolean" -> List.of("true", "false");
            case "String" ->
                List.of(
                        "\"\"",
                        "\"it's " + number + "\"",
                        "\"NULL\"",
                        "\"42\"",
                        "\"a; -- b\"",
                        "\"back\\\\slash \\\"quoted\\\"\"",
                        "\"line\\nbreak\"",
                        "\"CURRENT_TIMESTAMP\"",
                        "\"日本 🚀\"",
                        "uuid()",
                        "cuid()",
                        "dbgenerated(\"(hex(randomblob(4)))\")",
                        "dbgenerated(\"lower('ABC')\")",
                        "dbgenerated(\"'x'\")");
            case "DateTime" -> List.of("now()", "dbgenerated(\"(datetime('now', '+1 day'))\")");
            case "Bytes" -> List.of("\"aGVsbG8=\"", "dbgenerated(\"x'00ff'\")");
            case "Json" -> List.of("\"{\\\"a\\\": [1, \\\"it's\\\"]}\"", "\"[]\"");
            default -> List.of("dbgenerated(\"'u'\")");
        };
    }

    @Override
    public List<FieldType> numberedKeys() {
        return List.of(INT);
    }

    @Override
    public List<String> predicates(String field, FieldType type) {
        return switch (type.name()) {
            case "Boolean" -> List.of("{ " + field + ": true }", "{ " + field + ": { not: false } }");
            case "String" -> List.of("{ " + field + ": \"it's\" }", "{ " + field + ": null }");
            case "Int" -> List.of("{ " + field + ": { not: null } }", "{ " + field + ": 3 }");
            default -> List.of();
        };
    }

    @Override
    public List<String> referentialActions() {
        return List.of("Cascade", "Restrict", "NoAction", "SetNull", "SetDefault");
    }

    @Override
    public boolean hasEnums() {
        return true;
    }
}
