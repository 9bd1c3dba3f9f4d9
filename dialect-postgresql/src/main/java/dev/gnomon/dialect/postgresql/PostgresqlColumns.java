package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes columns, their types and their defaults as SQL. */
final class PostgresqlColumns {

    private final PostgresqlNames names;

    PostgresqlColumns(PostgresqlNames names) {
        this.names = names;
    }

    /** A column as CREATE TABLE and ADD COLUMN write it: name, type, NOT NULL, DEFAULT. */
    String definition(Column column) {
        StringBuilder sql = new StringBuilder(PostgresqlNames.quote(column.name()));
        sql.append(' ').append(column.autoIncrement() ? serialType(column.type()) : type(column.type()));
        if (column.type().isRequired()) {
            sql.append(" NOT NULL");
        }
        Optional<PostgresqlGeneratedColumn> generated = PostgresqlGeneratedColumn.of(column);
        if (generated.isPresent()) {
            return sql.append(' ').append(generated.get().clause()).toString();
        }
        defaultExpression(column)
                .ifPresent(expression -> sql.append(" DEFAULT ").append(expression));
        return sql.toString();
    }

    /** The type with its arguments and the brackets of a list. */
    String type(ColumnType type) {
        return elementType(type) + (type.isList() ? "[]" : "");
    }

    /** The type that numbers its own rows, where there is one for the column's type. */
    private String serialType(ColumnType type) {
        return switch (type(type)) {
            case "SMALLINT" -> "SMALLSERIAL";
            case "INTEGER" -> "SERIAL";
            case "BIGINT" -> "BIGSERIAL";
            default -> type(type);
        };
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

    /** What stands after DEFAULT; empty where the database has no default or numbers the rows itself. */
    Optional<String> defaultExpression(Column column) {
        if (column.defaultValue().isEmpty()) {
            return Optional.empty();
        }
        return switch (column.defaultValue().get()) {
            case DefaultValue.Literal literal -> Optional.of(literal(literal.value(), column.type()));
            case DefaultValue.CurrentTimestamp now -> Optional.of("CURRENT_TIMESTAMP");
            case DefaultValue.Expression expression -> Optional.of(expression.sql());
            case DefaultValue.NextValue next ->
                column.autoIncrement() ? Optional.empty() : Optional.of(nextValue(names.qualified(next.sequence())));
            case DefaultValue.AnyExpression any -> Optional.empty();
            case DefaultValue.ClientGenerated generated -> Optional.empty();
        };
    }

    /** The call that takes the next value of a sequence, given as SQL writes its name. */
    static String nextValue(String sequence) {
        return "nextval(" + PostgresqlNames.literal(sequence) + ")";
    }

    private String literal(LiteralValue value, ColumnType type) {
        return switch (value) {
            case LiteralValue.Text text -> PostgresqlNames.literal(text.value());
            case LiteralValue.Number number -> number.digits();
            case LiteralValue.Bool bool -> String.valueOf(bool.value());
            case LiteralValue.Bytes bytes -> "'\\x" + bytes.hex() + "'";
            case LiteralValue.DateTime dateTime -> PostgresqlNames.literal(timestamp(dateTime.value()));
            case LiteralValue.EnumValue enumValue -> PostgresqlNames.literal(enumValue.value());
            case LiteralValue.Json json -> PostgresqlNames.literal(json.text());
            case LiteralValue.ListOf list ->
                list.elements().stream()
                        .map(element -> literal(element, type))
                        .collect(Collectors.joining(", ", "ARRAY[", "]::" + type(type)));
        };
    }

    /** Date, time with 0, 3, 6 or 9 fraction digits, and offset: {@code 2020-01-01 00:00:00.500 +02:00}. */
    private static String timestamp(OffsetDateTime value) {
        int nanos = value.getNano();
        String fraction;
        if (nanos == 0) {
            fraction = "";
        } else if (nanos % 1_000_000 == 0) {
            fraction = String.format(Locale.ROOT, ".%03d", nanos / 1_000_000);
        } else if (nanos % 1_000 == 0) {
            fraction = String.format(Locale.ROOT, ".%06d", nanos / 1_000);
        } else {
            fraction = String.format(Locale.ROOT, ".%09d", nanos);
        }
        int offset = value.getOffset().getTotalSeconds() / 60;
        return String.format(
                Locale.ROOT,
                "%04d-%02d-%02d %02d:%02d:%02d%s %s%02d:%02d",
                value.getYear(),
                value.getMonthValue(),
                value.getDayOfMonth(),
                value.getHour(),
                value.getMinute(),
                value.getSecond(),
                fraction,
                offset < 0 ? "-" : "+",
                Math.abs(offset) / 60,
                Math.abs(offset) % 60);
    }
}
