package dev.gnomon.conformance.roundtrip;

import java.util.List;
import java.util.random.RandomGenerator;

/** What the schema language offers for MySQL and MariaDB. */
final class MysqlVocabulary implements Vocabulary {
    private static final FieldType INT = new FieldType("Int", "", true);
    private static final FieldType BIG_INT = new FieldType("BigInt", "", true);
    private static final List<FieldType> TYPES = List.of(
            INT,
            BIG_INT,
            new FieldType("Int", "@db.UnsignedInt", true),
            new FieldType("Int", "@db.SmallInt", true),
            new FieldType("Int", "@db.TinyInt", true),
            new FieldType("Int", "@db.MediumInt", true),
            new FieldType("Int", "@db.Int", true),
            new FieldType("Int", "@db.UnsignedSmallInt", true),
            new FieldType("Int", "@db.UnsignedTinyInt", true),
            new FieldType("Int", "@db.UnsignedMediumInt", true),
            new FieldType("Int", "@db.Year", true),
            new FieldType("BigInt", "@db.UnsignedBigInt", true),
            new FieldType("Float", "", true),
            new FieldType("Float", "@db.Float", true),
            new FieldType("Float", "@db.Double", true),
            new FieldType("Decimal", "", true),
            new FieldType("Decimal", "@db.Decimal(10, 2)", true),
            new FieldType("Decimal", "@db.Decimal(5, 0)", true),
            new FieldType("Boolean", "", true),
            new FieldType("Boolean", "@db.Bit(1)", true),
            new FieldType("Boolean", "@db.TinyInt", true),
            new FieldType("String", "", true),
            new FieldType("String", "@db.VarChar(20)", true),
            new FieldType("String", "@db.Char(10)", true),
            new FieldType("String", "@db.VarChar(191)", true),
            new FieldType("String", "@db.Text", false),
            new FieldType("String", "@db.TinyText", false),
            new FieldType("String", "@db.MediumText", false),
            new FieldType("String", "@db.LongText", false),
            new FieldType("DateTime", "", true),
            new FieldType("DateTime", "@db.DateTime(0)", true),
            new FieldType("DateTime", "@db.DateTime(6)", true),
            new FieldType("DateTime", "@db.Timestamp(0)", true),
            new FieldType("DateTime", "@db.Timestamp(3)", true),
            new FieldType("DateTime", "@db.Time(3)", true),
            new FieldType("DateTime", "@db.Date", true),
            new FieldType("DateTime", "@db.Time(0)", true),
            new FieldType("Bytes", "", false),
            new FieldType("Bytes", "@db.VarBinary(30)", true),
            // Long enough for a time: the recorded engine takes the way from one for safe, whatever the length.
            new FieldType("Bytes", "@db.Binary(30)", true),
            new FieldType("Bytes", "@db.Bit(8)", true),
            new FieldType("Bytes", "@db.TinyBlob", false),
            new FieldType("Bytes", "@db.Blob", false),
            new FieldType("Bytes", "@db.MediumBlob", false),
            new FieldType("Json", "", false));

    @Override
    public String provider() {
        return "mysql";
    }

    @Override
    public List<String> features() {
        return List.of();
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
        if (list) {
            return List.of();
        }
        return switch (type.name()) {
            case "String" -> List.of(SchemaSketch.FULL_TEXT, "length: 5", "length: 8");
            case "Bytes" -> type.nativeType().equals("@db.Bit(8)") ? List.of() : List.of("length: 5");
            default -> List.of();
        };
    }

    @Override
    public List<String> defaults(FieldType type, boolean list, RandomGenerator random) {
        int number = random.nextInt(100);
        return switch (type.name()) {
            case "Int" ->
                switch (type.nativeType()) {
                    case "@db.Year" -> List.of("2024");
                    case "@db.UnsignedInt", "@db.UnsignedSmallInt", "@db.UnsignedTinyInt", "@db.UnsignedMediumInt" ->
                        List.of("0", "" + number);
                    default -> List.of("0", "-" + number, "" + number, "dbgenerated(\"(1 + " + number + ")\")");
                };
            case "BigInt" -> List.of("9007199254740993", "" + number);
            case "Float" -> List.of("1.50", "" + number + ".25", "3");
            case "Decimal" ->
                type.nativeType().equals("@db.Decimal(5, 0)") ? List.of("7", "0") : List.of("12.340", "7", "0.1");
            case "Boolean" -> List.of("true", "false");
            case "String" ->
                type.nativeType().endsWith("Text")
                        ? List.of("uuid()")
                        : List.of(
                                "\"\"",
                                "\"it's " + number + "\"",
                                "\"NULL\"",
                                "\"42\"",
                                "\"a; -- b\"",
                                "\"a\\\\b\\\"c\\\"\"",
                                "\"x\\ny\"",
                                "\"now()\"",
                                "\"\uD83D\uDE97?\"",
                                "dbgenerated(\"(concat('\u00e9', '\uD83D\uDE97'))\")",
                                "uuid()",
                                "cuid()",
                                "dbgenerated(\"(concat('a', 'b'))\")");
            case "DateTime" ->
                switch (type.nativeType()) {
                    case "" -> List.of("now()", "dbgenerated(\"'2020-01-02 03:04:05.678'\")");
                    case "@db.DateTime(0)", "@db.DateTime(6)", "@db.Timestamp(0)", "@db.Timestamp(3)" ->
                        List.of("now()");
                    default -> List.of();
                };
            default -> List.of();
        };
    }

    @Override
    public List<FieldType> numberedKeys() {
        return List.of(INT, BIG_INT);
    }

    @Override
    public List<String> predicates(String field, FieldType type) {
        return List.of();
    }

    @Override
    public List<String> referentialActions() {
        return List.of("Cascade", "Restrict", "NoAction", "SetNull");
    }

    @Override
    public boolean hasEnums() {
        return true;
    }
}
