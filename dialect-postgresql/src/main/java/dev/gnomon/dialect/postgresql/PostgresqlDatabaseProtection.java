package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.DatabaseProtection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mark at the end of the comment of the database and of the default namespace: the first is seen from everywhere, the
 * second comes along in a dump of the database alone. One of them is enough, since different rights are needed.
 */
final class PostgresqlDatabaseProtection implements DatabaseProtection {

    private static final String MARK = "[gnomon: protected]";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** Something that bears a comment. */
    private record Commented(String kind, String name, String comment) {

        boolean isMarked() {
            return comment.endsWith(MARK);
        }

        String statement(String text) {
            return "COMMENT ON " + kind + " " + PostgresqlNames.quote(name) + " IS "
                    + (text.isEmpty() ? "NULL" : PostgresqlLiterals.quote(text));
        }

        String marking() {
            return statement(comment.isEmpty() ? MARK : comment + " " + MARK);
        }

        String unmarking() {
            String left = comment.substring(0, comment.length() - MARK.length());
            return statement(left.endsWith(" ") ? left.substring(0, left.length() - 1) : left);
        }
    }

    @Override
    public boolean isProtected(Connection connection) throws SQLException {
        return commented(connection).stream().anyMatch(Commented::isMarked);
    }

    @Override
    public void protect(Connection connection) throws SQLException {
        String namespace = PostgresqlSession.defaultNamespace(connection);
        Optional<SQLException> refused = Optional.empty();
        boolean marked = false;
        for (Commented object : commented(connection)) {
            if (!object.kind().equals("DATABASE") && !object.name().equals(namespace)) {
                continue;
            }
            try {
                if (!object.isMarked()) {
                    execute(connection, object.marking());
                }
                marked = true;
            } catch (SQLException e) {
                if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                    throw e;
                }
                refused = Optional.of(e);
            }
        }
        if (!marked && refused.isPresent()) {
            throw refused.get();
        }
    }

    @Override
    public void unprotect(Connection connection) throws SQLException {
        for (Commented object : commented(connection)) {
            if (object.isMarked()) {
                execute(connection, object.unmarking());
            }
        }
    }

    /** The database and its namespaces, the server's own left out. */
    private static List<Commented> commented(Connection connection) throws SQLException {
        List<Commented> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 'DATABASE', datname::text,"
                        + " coalesce(pg_catalog.shobj_description(oid, 'pg_database'), '')"
                        + " FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()"
                        + " UNION ALL SELECT 'SCHEMA', nspname::text,"
                        + " coalesce(pg_catalog.obj_description(oid, 'pg_namespace'), '')"
                        + " FROM pg_catalog.pg_namespace"
                        + " WHERE pg_catalog.left(nspname::text, 3) <> 'pg_' AND nspname <> 'information_schema'")) {
            while (row.next()) {
                found.add(new Commented(row.getString(1), row.getString(2), row.getString(3)));
            }
        }
        return found;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
