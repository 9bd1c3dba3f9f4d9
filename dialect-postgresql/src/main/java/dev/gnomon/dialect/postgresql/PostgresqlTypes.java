package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily;
import java.util.Locale;

/** The types of PostgreSQL as SQL spells them. */
final class PostgresqlTypes {

    private final PostgresqlNames names;

    PostgresqlTypes(PostgresqlNames names) {
        this.names = names;
    }

    /** The type with its arguments and the brackets of a list. */
    String render(ColumnType type) {
        return elementType(type) + (type.isList() ? "[]" : "");
    }

    private String elementType(ColumnType type) {
        if (type.nativeType().isPresent()) {
            return nativeType(type.nativeType().get());
        }
        return switch (type.family()) {
            case TypeFamily.EnumReference reference -> names.qualified(reference.enumName());
            case TypeFamily.Unsupported unsupported -> unsupported.databaseType();
            case TypeFamily.Scalar scalar -> usualType(scalar);
        };
    }

    private static String usualType(TypeFamily.Scalar scalar) {
        return switch (scalar) {
            case BOOLEAN -> "BOOLEAN";
            case INT -> "INTEGER";
            case BIG_INT -> "BIGINT";
            case FLOAT -> "DOUBLE PRECISION";
            case DECIMAL -> "DECIMAL(65,30)";
            case STRING -> "TEXT";
            case DATE_TIME -> "TIMESTAMP(3)";
            case BYTES -> "BYTEA";
            case JSON -> "JSONB";
            case UUID -> "UUID";
        };
    }

    private static String nativeType(NativeType type) {
        return switch (type.name()) {
            case "DoublePrecision" -> "DOUBLE PRECISION";
            case "SmallInt",
                    "Integer",
                    "BigInt",
                    "Decimal",
                    "Money",
                    "Inet",
                    "Oid",
                    "Citext",
                    "Real",
                    "VarChar",
                    "Char",
                    "Text",
                    "ByteA",
                    "Timestamp",
                    "Timestamptz",
                    "Date",
                    "Time",
                    "Timetz",
                    "Boolean",
                    "Bit",
                    "VarBit",
                    "Uuid",
                    "Xml",
                    "Json",
                    "JsonB" -> type.name().toUpperCase(Locale.ROOT) + arguments(type, ",");
            default -> type.name().toLowerCase(Locale.ROOT) + arguments(type, ", ");
        };
    }

    private static String arguments(NativeType type, String separator) {
        return type.arguments().isEmpty() ? "" : "(" + String.join(separator, type.arguments()) + ")";
    }
}
