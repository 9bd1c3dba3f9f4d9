package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.TypeFamily;
import java.util.Locale;

/** Turns the catalog's types into those of the model. */
final class SqliteTypeReader {

    private SqliteTypeReader() {}

    /**
     * The family of a declared type. SQLite takes any words for a type; those that are none of the ones
     * that Prisma's engine knows stay unsupported, in lower case.
     */
    static TypeFamily read(String declaredType) {
        String type = declaredType.toLowerCase(Locale.ROOT).trim();
        return switch (type) {
            case "int", "integer", "serial", "int[]", "integer[]" -> TypeFamily.Scalar.INT;
            case "bigint" -> TypeFamily.Scalar.BIG_INT;
            case "boolean", "boolean[]" -> TypeFamily.Scalar.BOOLEAN;
            case "real", "float", "double", "float[]", "double[]" -> TypeFamily.Scalar.FLOAT;
            case "text", "text[]" -> TypeFamily.Scalar.STRING;
            case "date", "datetime", "timestamp", "date[]", "datetime[]", "timestamp[]" -> TypeFamily.Scalar.DATE_TIME;
            case "blob", "binary", "binary[]" -> TypeFamily.Scalar.BYTES;
            case "jsonb" -> TypeFamily.Scalar.JSON;
            default -> readParameterized(type);
        };
    }

    private static TypeFamily readParameterized(String type) {
        if (type.contains("char")) {
            return TypeFamily.Scalar.STRING;
        }
        if (type.contains("numeric") || type.contains("decimal")) {
            return TypeFamily.Scalar.DECIMAL;
        }
        return new TypeFamily.Unsupported(type);
    }
}
