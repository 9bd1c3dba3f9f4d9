package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.TypeFamily;

/** The types of SQLite as migrations write them. */
final class SqliteTypes {
    private SqliteTypes() {}

    /** The type that a migration writes. */
    static String render(TypeFamily family) {
        return switch (family) {
            case TypeFamily.Scalar scalar ->
                switch (scalar) {
                    case BOOLEAN -> "BOOLEAN";
                    case INT -> "INTEGER";
                    case BIG_INT -> "BIGINT";
                    case FLOAT -> "REAL";
                    case DECIMAL -> "DECIMAL";
                    case STRING, UUID -> "TEXT";
                    case DATE_TIME -> "DATETIME";
                    case BYTES -> "BLOB";
                    case JSON -> "JSONB";
                };
            case TypeFamily.EnumReference ignored -> "TEXT";
            case TypeFamily.Unsupported unsupported -> unsupported.databaseType();
        };
    }
}
