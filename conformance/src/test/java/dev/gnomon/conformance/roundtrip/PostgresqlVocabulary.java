package dev.gnomon.conformance.roundtrip;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the schema language offers for PostgreSQL. Expressions of defaults are written as the server gives them
 * back: the recorded engine compares texts, and takes every other form for a change each time.
 * So it is with points in time as defaults, which it never tells from any other default.
 */
final class PostgresqlVocabulary implements Vocabulary {
    private static final List<FieldType> TYPES = types(
            "Int",
            "Int @db.SmallInt",
            "Int @db.Oid",
            "BigInt",
            "Float",
            "Float @db.Real",
            "Decimal",
            "Decimal @db.Decimal(10, 2)",
            "Decimal @db.Decimal(5, 0)",
            "Decimal @db.Money",
            "String",
            "String @db.VarChar(20)",
            "String @db.VarChar",
            "String @db.Char(5)",
            "String @db.Char",
            "String @db.Bit",
            "String @db.Uuid",
            "String @db.Inet",
            "String @db.Bit(4)",
            "String @db.VarBit(6)",
            "String @db.VarBit",
            "Boolean",
            "Bytes",
            "DateTime",
            "DateTime @db.Timestamp",
            "DateTime @db.Timestamp(0)",
            "DateTime @db.Timestamptz",
            "DateTime @db.Timestamptz(3)",
            "DateTime @db.Timestamptz(6)",
            "DateTime @db.Date",
            "DateTime @db.Time(3)",
            "DateTime @db.Timetz(6)");
    private static final List<FieldType> TYPES_WITHOUT_ORDER = List.of(
            new FieldType("Json", "", false),
            new FieldType("Json", "@db.Json", false),
            new FieldType("String", "@db.Xml", false),
            new FieldType("Unsupported(\"circle\")", "", false),
            new FieldType("Unsupported(\"tsvector\")", "", false),
            new FieldType("Unsupported(\"interval\")", "", false),
            new FieldType("Unsupported(\"int4range\")", "", false));

    private final boolean namespaces;

    /** With one namespace, or with models and enums in two. */
    PostgresqlVocabulary(boolean namespaces) {
        this.namespaces = namespaces;
    }

    private static List<FieldType> types(String... written) {
        List<FieldType> types = new ArrayList<>();
        for (String text : written) {
            String[] words = text.split(" ", 2);
            types.add(new FieldType(words[0], words.length > 1 ? words[1] : "", true));
        }
        return List.copyOf(types);
    }

    @Override
    public String provider() {
        return "postgresql";
    }

    @Override
    public List<String> features() {
        return namespaces ? List.of("partialIndexes", SchemaSketch.NAMESPACES) : List.of("partialIndexes");
    }

    @Override
    public List<FieldType> types() {
        List<FieldType> all = new ArrayList<>(TYPES);
        all.addAll(TYPES_WITHOUT_ORDER);
        return all;
    }

    @Override
    public boolean hasLists() {
        return true;
    }

    @Override
    public List<String> indexArguments(FieldType type, boolean list) {
        if (list) {
            return type.forKeys()
                    ? List.of("type: Gin", "type: Gin; ArrayOps", "type: Gin; raw(\"array_ops\")")
                    : List.of();
        }
        return switch (type.name() + type.nativeType()) {
            case "String" ->
                List.of(
                        "type: Hash",
                        "type: Brin",
                        "type: Brin; TextMinMaxOps",
                        "type: Brin; TextBloomOps",
                        "type: SpGist; TextOps",
                        "type: BTree; raw(\"text_ops\")");
            case "Int" ->
                List.of(
                        "type: Hash",
                        "type: Brin; Int4MinMaxOps",
                        "type: Brin; Int4BloomOps",
                        "type: Brin; Int4MinMaxMultiOps",
                        "type: BTree; raw(\"int4_ops\")");
            case "BigInt" -> List.of("type: Hash", "type: Brin", "type: Brin; Int8BloomOps");
            case "String@db.Uuid" -> List.of("type: Hash", "type: Brin; UuidMinMaxOps");
            case "String@db.Char" -> List.of("type: Hash", "type: Brin");
            case "Json" -> List.of("type: Gin", "type: Gin; JsonbPathOps", "type: Gin; JsonbOps");
            case "String@db.Inet" ->
                List.of("type: Gist; InetOps", "type: SpGist; InetOps", "type: Brin; InetMinMaxOps");
            case "DateTime" -> List.of("type: Brin", "type: Brin; TimestampMinMaxOps");
            default -> List.of();
        };
    }

    @Override
    public List<String> defaults(FieldType type, boolean list, RandomGenerator random) {
        if (list) {
            return switch (type.name() + type.nativeType()) {
                case "Int", "BigInt" -> List.of("[]", "[1, -2]");
                case "String" -> List.of("[]", "[\"a\", \"it's, {x}\"]");
                case "Boolean" -> List.of("[true, false]");
                default -> List.of("[]");
            };
        }
        int number = random.nextInt(1000);
        return switch (type.name() + type.nativeType()) {
            case "Int" ->
                List.of("0", "-" + number, "" + number, "dbgenerated(\"(1 + " + number + ")\")", "autoincrement()");
            case "Int@db.SmallInt" -> List.of("7", "-" + number);
            case "Int@db.Oid" -> List.of("" + number);
            case "BigInt" -> List.of("9007199254740993", "-" + number, "autoincrement()");
            case "Float", "Float@db.Real" -> List.of("1.50", "-" + number + ".25", "3");
            case "Decimal", "Decimal@db.Decimal(10, 2)" -> List.of("12.340", "7", "-0.1");
            case "Decimal@db.Decimal(5, 0)" -> List.of("7", "-" + number);
            case "String@db.Char" -> List.of("\"a\"");
            case "Decimal@db.Money" -> List.of("5");
            case "Boolean" -> List.of("true", "false");
            case "String" ->
                List.of(
                        "\"\"",
                        "\"it's " + number + "\"",
                        "\"NULL\"",
                        "\"42\"",
                        "\"a; -- b $$ \"",
                        "\"back\\\\slash \\\"quoted\\\"\"",
                        "\"line\\nbreak\"",
                        "\"日本 🚀\"",
                        "uuid()",
                        "cuid()",
                        "dbgenerated(\"upper('abc'::text)\")",
                        "dbgenerated(\"('a'::text || 'b'::text)\")");
            case "String@db.VarChar(20)", "String@db.VarChar", "String@db.Char(5)" -> List.of("\"abc\"", "\"it's\"");
            case "String@db.Uuid" ->
                List.of("uuid()", "dbgenerated(\"gen_random_uuid()\")", "\"00000000-0000-0000-0000-00000000000a\"");
            case "String@db.Inet" -> List.of("\"10.0.0.1\"");
            case "String@db.Bit(4)" -> List.of("\"1010\"");
            case "DateTime",
                    "DateTime@db.Timestamptz",
                    "DateTime@db.Timestamp",
                    "DateTime@db.Timestamptz(3)",
                    "DateTime@db.Timestamptz(6)",
                    "DateTime@db.Timestamp(0)" -> List.of("now()", "dbgenerated(\"(now() + '1 day'::interval)\")");
            case "DateTime@db.Date", "DateTime@db.Time(3)", "DateTime@db.Timetz(6)" -> List.of("now()");
            case "Bytes" -> List.of("\"aGVsbG8=\"");
            case "Json" -> List.of("\"{\\\"a\\\": [1, \\\"it's\\\"]}\"", "\"[]\"");
            case "Json@db.Json" -> List.of("\"{\\\"b\\\":2}\"");
            default -> List.of();
        };
    }

    @Override
    public List<FieldType> numberedKeys() {
        return List.of(
                new FieldType("Int", "", true),
                new FieldType("Int", "@db.SmallInt", true),
                new FieldType("BigInt", "", true));
    }

    @Override
    public List<String> predicates(String field, FieldType type) {
        return switch (type.name() + type.nativeType()) {
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
