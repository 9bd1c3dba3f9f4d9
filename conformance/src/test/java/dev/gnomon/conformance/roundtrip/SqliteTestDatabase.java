package dev.gnomon.conformance.roundtrip;

import dev.gnomon.conformance.Dialects;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.TypeFamily;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Databases of SQLite in memory, seen through the texts in {@code sqlite_master}. */
final class SqliteTestDatabase implements TestDatabase {

    @Override
    public Connection open() {
        return Dialects.of("sqlite").connector().connect(new DatabaseTarget(":memory:", Path.of("")));
    }

    @Override
    public List<String> observe(Connection connection) throws SQLException {
        List<String> seen = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name")) {
            while (rows.next()) {
                List<String> parts = new ArrayList<>(parts(rows.getString(3)));
                // A column that was added stands last.
                parts.sort(null);
                seen.add(rows.getString(1) + " " + rows.getString(2) + " " + parts);
            }
        }
        return seen;
    }

    /** The text cut at the commas of its outermost parentheses. */
    private static List<String> parts(String sql) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (char c : sql.toCharArray()) {
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
            boolean cut =
                    quote == 0 && ((c == ',' && depth == 1) || (c == '(' && depth == 1) || (c == ')' && depth == 0));
            if (cut) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().strip());
        return parts;
    }

    @Override
    public void enforceForeignKeys(Connection connection, boolean enforced) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys=" + (enforced ? "ON" : "OFF"));
        }
    }

    @Override
    public String value(Column column, int row, DatabaseSchema schema) {
        return switch (column.type().family()) {
            case TypeFamily.Scalar scalar ->
                switch (scalar) {
                    case BOOLEAN -> String.valueOf(row % 2);
                    case INT, BIG_INT -> String.valueOf(row);
                    case FLOAT, DECIMAL -> row + ".5";
                    case STRING, UUID -> "'text " + row + "'";
                    case DATE_TIME -> "'2024-01-0" + row + " 00:00:00'";
                    case BYTES -> "x'0" + row + "'";
                    case JSON -> "'[" + row + "]'";
                };
            case TypeFamily.EnumReference ignored -> "'v" + row + "'";
            case TypeFamily.Unsupported ignored -> "'any " + row + "'";
        };
    }

    @Override
    public void close() {
        // Each database is gone with its connection.
    }
}
