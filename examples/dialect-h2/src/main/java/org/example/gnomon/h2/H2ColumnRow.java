package org.example.gnomon.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A row of the catalog's columns.
 *
 * @param length      of a text or bytes, cut at the largest whole number; 0 for others
 * @param precision   of a number
 * @param scale       of a number
 * @param fraction    digits of a second
 * @param elementType of an array
 * @param domain      in quotes, if its type is one that somebody defined
 * @param defaultSql  in H2's words
 * @param generation  the expression of a generated column
 */
record H2ColumnRow(
        String namespace,
        String table,
        String name,
        String dataType,
        int length,
        int precision,
        int scale,
        int fraction,
        Optional<String> elementType,
        Optional<String> domain,
        boolean nullable,
        boolean identity,
        Optional<String> defaultSql,
        Optional<String> generation,
        Optional<String> remarks,
        int typeIdentifier) {

    static final String QUERY = """
        SELECT C.TABLE_SCHEMA, C.TABLE_NAME, C.COLUMN_NAME, C.DATA_TYPE, C.CHARACTER_MAXIMUM_LENGTH,
            C.NUMERIC_PRECISION, C.NUMERIC_SCALE, C.DATETIME_PRECISION, E.DATA_TYPE AS ELEMENT_TYPE,
            '"' || REPLACE(C.DOMAIN_SCHEMA, '"', '""') || '"."' || REPLACE(C.DOMAIN_NAME, '"', '""') || '"' AS DOMAIN,
            C.IS_NULLABLE, C.IS_IDENTITY, C.COLUMN_DEFAULT, C.GENERATION_EXPRESSION, C.REMARKS, C.DTD_IDENTIFIER
        FROM INFORMATION_SCHEMA.COLUMNS C
        LEFT JOIN INFORMATION_SCHEMA.ELEMENT_TYPES E
            ON E.OBJECT_SCHEMA = C.TABLE_SCHEMA AND E.OBJECT_NAME = C.TABLE_NAME AND E.OBJECT_TYPE = 'TABLE'
            AND E.COLLECTION_TYPE_IDENTIFIER = C.DTD_IDENTIFIER
        WHERE C.TABLE_SCHEMA = ANY(?)
        ORDER BY C.TABLE_SCHEMA, C.TABLE_NAME, C.ORDINAL_POSITION\
        """;

    static H2ColumnRow of(ResultSet row) throws SQLException {
        return new H2ColumnRow(
                row.getString("TABLE_SCHEMA"),
                row.getString("TABLE_NAME"),
                row.getString("COLUMN_NAME"),
                row.getString("DATA_TYPE"),
                (int) Math.min(Integer.MAX_VALUE, row.getLong("CHARACTER_MAXIMUM_LENGTH")),
                row.getInt("NUMERIC_PRECISION"),
                row.getInt("NUMERIC_SCALE"),
                row.getInt("DATETIME_PRECISION"),
                Optional.ofNullable(row.getString("ELEMENT_TYPE")),
                Optional.ofNullable(row.getString("DOMAIN")),
                row.getString("IS_NULLABLE").equals("YES"),
                row.getString("IS_IDENTITY").equals("YES"),
                Optional.ofNullable(row.getString("COLUMN_DEFAULT")),
                Optional.ofNullable(row.getString("GENERATION_EXPRESSION")),
                Optional.ofNullable(row.getString("REMARKS")),
                row.getInt("DTD_IDENTIFIER"));
    }
}
