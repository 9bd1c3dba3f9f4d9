package dev.gnomon.engine.dialect;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The names of constraints and indexes that a schema gives none: table and columns, cut so that the
 * whole fits, and a suffix.
 *
 * @param maximum the longest name in bytes of UTF-8
 */
public record ConstraintNames(int maximum) {

    /** Name the primary key of a table. */
    public String primaryKey(String table) {
        return cut(table, "_pkey");
    }

    /** Name a unique index or constraint. */
    public String unique(String table, List<String> columns) {
        return cut(joined(table, columns), "_key");
    }

    /** Name an index that is not unique, full-text ones included. */
    public String index(String table, List<String> columns) {
        return cut(joined(table, columns), "_idx");
    }

    /** Name a foreign key. */
    public String foreignKey(String table, List<String> columns) {
        return cut(joined(table, columns), "_fkey");
    }

    /** Name the constraint of a column's default. */
    public String defaultValue(String table, String column) {
        return cut(joined(table, List.of(column)), "_df");
    }

    /** Name the table of an implicit many-to-many relation. */
    public String joinTable(String relation) {
        String name = "_" + relation;
        return name.codePointCount(0, name.length()) <= maximum
                ? name
                : name.substring(0, name.offsetByCodePoints(0, maximum));
    }

    /** Name the primary key over both columns of an implicit many-to-many relation's table. */
    public String joinTablePrimaryKey(String table) {
        return cut(table, "_AB_pkey");
    }

    /** Name the unique index over both columns of an implicit many-to-many relation's table. */
    public String joinTableUnique(String table) {
        return cut(table, "_AB_unique");
    }

    /** Name the index over the second column of an implicit many-to-many relation's table. */
    public String joinTableIndex(String table) {
        return cut(table, "_B_index");
    }

    /** Name a foreign key of an implicit many-to-many relation's table. */
    public String joinTableForeignKey(String table, String column) {
        return cut(table, "_" + column + "_fkey");
    }

    private static String joined(String table, List<String> columns) {
        return table + "_" + String.join("_", columns);
    }

    private String cut(String stem, String suffix) {
        return firstBytes(stem, maximum - suffix.length()) + suffix;
    }

    /** The longest beginning of at most so many bytes that does not split a character. */
    private static String firstBytes(String text, int limit) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= limit) {
            return text;
        }
        int end = limit;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
