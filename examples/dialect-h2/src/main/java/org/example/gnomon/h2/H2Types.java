package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.KeyRestriction;
import dev.gnomon.engine.dialect.NativeTypeDescriptor;
import dev.gnomon.engine.dialect.NativeTypeParameter;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily.EnumReference;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.TypeFamily.Unsupported;
import dev.gnomon.engine.support.SqlText;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** H2's types and their names in the schema language. */
final class H2Types {

    /** What H2 gives a text or bytes that say no length. */
    private static final int NO_LENGTH = 1_000_000_000;

    /** What H2 gives a number that says no precision. */
    private static final int NO_PRECISION = 100_000;

    private static final String WITH_TIME_ZONE = " WITH TIME ZONE";

    static final List<NativeTypeDescriptor> ALL = List.of(
            NativeTypeDescriptor.of("VarChar", "CHARACTER VARYING", Scalar.STRING)
                    .withOptional(length()),
            NativeTypeDescriptor.of("VarCharIgnoreCase", "VARCHAR_IGNORECASE", Scalar.STRING)
                    .withOptional(length()),
            NativeTypeDescriptor.of("Char", "CHARACTER", Scalar.STRING).withOptional(length()),
            NativeTypeDescriptor.of("Clob", "CHARACTER LARGE OBJECT", Scalar.STRING)
                    .restricted(KeyRestriction.NEVER_INDEXED),
            NativeTypeDescriptor.of("Uuid", "UUID", Scalar.STRING),
            NativeTypeDescriptor.of("Boolean", "BOOLEAN", Scalar.BOOLEAN),
            NativeTypeDescriptor.of("Integer", "INTEGER", Scalar.INT),
            NativeTypeDescriptor.of("SmallInt", "SMALLINT", Scalar.INT),
            NativeTypeDescriptor.of("TinyInt", "TINYINT", Scalar.INT),
            NativeTypeDescriptor.of("BigInt", "BIGINT", Scalar.BIG_INT),
            NativeTypeDescriptor.of("DoublePrecision", "DOUBLE PRECISION", Scalar.FLOAT),
            NativeTypeDescriptor.of("Real", "REAL", Scalar.FLOAT),
            NativeTypeDescriptor.of("Numeric", "NUMERIC", Scalar.DECIMAL)
                    .withOptional(
                            NativeTypeParameter.range(1, NO_PRECISION, "The precision can range from 1 to 100000."),
                            NativeTypeParameter.range(0, NO_PRECISION, "The scale can range from 0 to 100000.")),
            NativeTypeDescriptor.of("DecFloat", "DECFLOAT", Scalar.DECIMAL)
                    .withOptional(
                            NativeTypeParameter.range(1, NO_PRECISION, "The precision can range from 1 to 100000.")),
            NativeTypeDescriptor.of("Timestamp", "TIMESTAMP", Scalar.DATE_TIME).withOptional(fraction()),
            NativeTypeDescriptor.of("TimestampTz", "TIMESTAMP" + WITH_TIME_ZONE, Scalar.DATE_TIME)
                    .withOptional(fraction()),
            NativeTypeDescriptor.of("Date", "DATE", Scalar.DATE_TIME),
            NativeTypeDescriptor.of("Time", "TIME", Scalar.DATE_TIME).withOptional(fraction()),
            NativeTypeDescriptor.of("TimeTz", "TIME" + WITH_TIME_ZONE, Scalar.DATE_TIME)
                    .withOptional(fraction()),
            NativeTypeDescriptor.of("VarBinary", "BINARY VARYING", Scalar.BYTES).withOptional(length()),
            NativeTypeDescriptor.of("Binary", "BINARY", Scalar.BYTES).withOptional(length()),
            NativeTypeDescriptor.of("Blob", "BINARY LARGE OBJECT", Scalar.BYTES)
                    .restricted(KeyRestriction.NEVER_INDEXED),
            NativeTypeDescriptor.of("Json", "JSON", Scalar.JSON));

    private static final Map<String, NativeTypeDescriptor> BY_NAME =
            ALL.stream().collect(Collectors.toMap(NativeTypeDescriptor::name, Function.identity()));

    private static final Map<String, NativeTypeDescriptor> BY_SQL =
            ALL.stream().collect(Collectors.toMap(NativeTypeDescriptor::sqlName, Function.identity()));

    private H2Types() {}

    private static NativeTypeParameter length() {
        return NativeTypeParameter.range(1, NO_LENGTH, "The length can range from 1 to 1000000000.");
    }

    private static NativeTypeParameter fraction() {
        return NativeTypeParameter.range(0, 9, "The digits of a second can range from 0 to 9.");
    }

    /** The native type of a field that says none. */
    static NativeType usual(Scalar scalar) {
        return switch (scalar) {
            case BOOLEAN -> NativeType.of("Boolean");
            case INT -> NativeType.of("Integer");
            case BIG_INT -> NativeType.of("BigInt");
            case FLOAT -> NativeType.of("DoublePrecision");
            case DECIMAL -> NativeType.of("Numeric", 65, 30);
            case STRING -> NativeType.of("VarChar");
            case DATE_TIME -> NativeType.of("Timestamp", 3);
            case BYTES -> NativeType.of("VarBinary");
            case JSON -> NativeType.of("Json");
            case UUID -> NativeType.of("Uuid");
        };
    }

    /** The type of a column of the catalog; what the schema language cannot say is told in H2's words. */
    static ColumnType read(H2ColumnRow row, Arity arity) {
        if (row.domain().isPresent()) {
            return ColumnType.of(new Unsupported(row.domain().get()), arity);
        }
        NativeTypeDescriptor descriptor = BY_SQL.get(row.dataType());
        if (descriptor == null) {
            String element = row.elementType().map(type -> type + " ").orElse("");
            return ColumnType.of(new Unsupported(element + row.dataType()), arity);
        }
        NativeType type = new NativeType(descriptor.name(), arguments(descriptor.name(), row));
        return ColumnType.of(descriptor.scalarTypes().get(0), arity, type);
    }

    private static List<String> arguments(String name, H2ColumnRow row) {
        return switch (name) {
            case "VarChar", "VarCharIgnoreCase", "VarBinary" ->
                row.length() >= NO_LENGTH ? List.of() : List.of(String.valueOf(row.length()));
            case "Char", "Binary" -> List.of(String.valueOf(row.length()));
            case "Numeric" ->
                row.precision() == NO_PRECISION && row.scale() == 0
                        ? List.of()
                        : List.of(String.valueOf(row.precision()), String.valueOf(row.scale()));
            case "DecFloat" -> row.precision() == NO_PRECISION ? List.of() : List.of(String.valueOf(row.precision()));
            case "Timestamp", "TimestampTz", "Time", "TimeTz" -> List.of(String.valueOf(row.fraction()));
            default -> List.of();
        };
    }

    /** The native type of a column of a scalar type, with the arguments that H2 adds where none are given. */
    static NativeType exact(Scalar scalar, ColumnType type) {
        NativeType given = type.nativeType().orElseGet(() -> usual(scalar));
        if (!given.arguments().isEmpty()) {
            return given;
        }
        return switch (given.name()) {
            case "Char", "Binary" -> NativeType.of(given.name(), 1);
            case "Timestamp", "TimestampTz" -> NativeType.of(given.name(), 6);
            case "Time", "TimeTz" -> NativeType.of(given.name(), 0);
            default -> given;
        };
    }

    /** The words of a type in a statement. */
    static String sql(ColumnType type, DatabaseSchema schema) {
        return switch (type.family()) {
            case Scalar scalar -> sql(type.nativeType().orElseGet(() -> usual(scalar)));
            case EnumReference reference ->
                "ENUM("
                        + values(reference, schema).stream()
                                .map(SqlText::literal)
                                .collect(Collectors.joining(", "))
                        + ")";
            case Unsupported(String databaseType) -> databaseType;
        };
    }

    static String sql(NativeType type) {
        String words = BY_NAME.get(type.name()).sql(type);
        // The digits stand in the middle: TIMESTAMP(3) WITH TIME ZONE.
        int zone = words.indexOf(WITH_TIME_ZONE + "(");
        return zone < 0
                ? words
                : words.substring(0, zone) + words.substring(zone + WITH_TIME_ZONE.length()) + WITH_TIME_ZONE;
    }

    /** The values of a column's enum, in order. */
    static List<String> values(EnumReference reference, DatabaseSchema schema) {
        return schema.enumType(reference.enumName())
                .orElseThrow(() -> new IllegalArgumentException("no such enum: " + reference.enumName()))
                .values();
    }
}
