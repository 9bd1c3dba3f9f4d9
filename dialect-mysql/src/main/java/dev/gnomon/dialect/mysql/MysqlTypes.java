package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.TypeFamily.EnumReference;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.TypeFamily.Unsupported;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The types of MySQL as SQL spells them. */
final class MysqlTypes {

    /** The precision of a time that the schema language takes where none is written. */
    static final int DEFAULT_TIME_PRECISION = 3;

    private static final String UNSIGNED = "Unsigned";

    private MysqlTypes() {}

    /** The native type of a column, the family's usual one where none is given. */
    static NativeType nativeType(ColumnType type) {
        return type.nativeType().orElseGet(() -> usualType(type.family()));
    }

    /** Write a column's type, the values of enums included. */
    static String render(ColumnType type, DatabaseSchema schema) {
        return switch (type.family()) {
            case EnumReference reference -> renderEnum(values(reference, schema));
            case Unsupported unsupported -> unsupported.databaseType();
            case Scalar scalar -> render(nativeType(type), scalar);
        };
    }

    /** The values of the enum that a column refers to; empty where the schema does not know it. */
    static List<String> values(EnumReference reference, DatabaseSchema schema) {
        return schema.enumType(reference.enumName()).map(EnumType::values).orElse(List.of());
    }

    private static String renderEnum(List<String> values) {
        return values.stream().map(MysqlLiterals::quote).collect(Collectors.joining(", ", "ENUM(", ")"));
    }

    private static String render(NativeType type, Scalar family) {
        String name = type.name();
        if (name.equals("TinyInt") && family == Scalar.BOOLEAN) {
            return "BOOLEAN";
        }
        if (name.startsWith(UNSIGNED)) {
            return word(name.substring(UNSIGNED.length())) + " UNSIGNED";
        }
        return word(name) + arguments(type);
    }

    private static String word(String name) {
        return name.equals("Int") ? "INTEGER" : name.toUpperCase(Locale.ROOT);
    }

    private static String arguments(NativeType type) {
        return type.arguments().isEmpty() ? "" : "(" + String.join(", ", type.arguments()) + ")";
    }

    private static NativeType usualType(TypeFamily family) {
        return switch (family) {
            case Scalar scalar ->
                switch (scalar) {
                    case BOOLEAN -> NativeType.of("TinyInt");
                    case INT -> NativeType.of("Int");
                    case BIG_INT -> NativeType.of("BigInt");
                    case FLOAT -> NativeType.of("Double");
                    case DECIMAL -> NativeType.of("Decimal", 65, 30);
                    case STRING, UUID -> NativeType.of("VarChar", 191);
                    case DATE_TIME -> NativeType.of("DateTime", DEFAULT_TIME_PRECISION);
                    case BYTES -> NativeType.of("LongBlob");
                    case JSON -> NativeType.of("Json");
                };
            case EnumReference reference -> NativeType.of(reference.enumName().name());
            case Unsupported unsupported -> NativeType.of(unsupported.databaseType());
        };
    }
}
