package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.TypeFamily.EnumReference;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.TypeFamily.Unsupported;
import java.util.Locale;
import java.util.stream.Collectors;

/** The types of SQL Server as SQL spells them. */
final class SqlserverTypes {

    /** The argument of a type whose values may be as long as the server can store. */
    static final String MAX = "Max";

    private SqlserverTypes() {}

    /** The native type of a column, the family's usual one where none is given. */
    static NativeType nativeType(ColumnType type) {
        return type.nativeType().orElseGet(() -> usualType(type.family()));
    }

    /** Write a column's type. */
    static String render(ColumnType type) {
        return type.family() instanceof Unsupported unsupported ? unsupported.databaseType() : render(nativeType(type));
    }

    private static String render(NativeType type) {
        String word = type.name().toUpperCase(Locale.ROOT);
        return type.arguments().isEmpty()
                ? word
                : type.arguments().stream()
                        .map(argument -> argument.equalsIgnoreCase(MAX) ? "max" : argument)
                        .collect(Collectors.joining(",", word + "(", ")"));
    }

    private static NativeType usualType(TypeFamily family) {
        return switch (family) {
            case Scalar scalar ->
                switch (scalar) {
                    case BOOLEAN -> NativeType.of("Bit");
                    case INT -> NativeType.of("Int");
                    case BIG_INT -> NativeType.of("BigInt");
                    case FLOAT -> NativeType.of("Float", 53);
                    case DECIMAL -> NativeType.of("Decimal", 32, 16);
                    case STRING, JSON -> NativeType.of("NVarChar", 1000);
                    case UUID -> NativeType.of("UniqueIdentifier");
                    case DATE_TIME -> NativeType.of("DateTime2");
                    case BYTES -> NativeType.of("VarBinary", MAX);
                };
            case EnumReference reference -> NativeType.of("NVarChar", 1000);
            case Unsupported unsupported -> NativeType.of(unsupported.databaseType());
        };
    }
}
