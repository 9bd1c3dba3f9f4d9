package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowMark;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The mark of a configured shadow database: the end of its comment, or the comment of its namespace. */
final class PostgresqlShadowMark {

    /** What is in front of the mark's own text; somebody's own comment stays in front of it. */
    private static final String MARK = "gnomon: shadow database";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private PostgresqlShadowMark() {}

    static void set(Connection shadow, SessionPlace place, ShadowMark mark) throws SQLException {
        String text = MARK + " " + mark.text();
        try {
            comment(shadow, own(databaseComment(shadow)) + text);
        } catch (SQLException e) {
            if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            // Only its owner may comment on a database; the namespace may be the user's all the same.
            commentOnNamespace(shadow, place, PostgresqlLiterals.quote(text));
        }
    }

    static Optional<ShadowMark> read(Connection shadow, SessionPlace place) throws SQLException {
        Optional<ShadowMark> ofDatabase = marked(databaseComment(shadow));
        return ofDatabase.isPresent() ? ofDatabase : marked(namespaceComment(shadow, place));
    }

    static void remove(Connection shadow, SessionPlace place) throws SQLException {
        String comment = databaseComment(shadow);
        if (marked(comment).isPresent()) {
            comment(shadow, own(comment));
        }
        if (marked(namespaceComment(shadow, place)).isPresent()) {
            commentOnNamespace(shadow, place, "NULL");
        }
    }

    private static Optional<ShadowMark> marked(String comment) {
        int start = comment.lastIndexOf(MARK);
        return start < 0
                ? Optional.empty()
                : Optional.of(ShadowMark.parse(
                        comment.substring(start + MARK.length()).strip()));
    }

    /** A comment without the mark. */
    private static String own(String comment) {
        int start = comment.lastIndexOf(MARK);
        return start < 0 ? comment : comment.substring(0, start);
    }

    private static String databaseComment(Connection shadow) throws SQLException {
        return text(
                shadow,
                "SELECT pg_catalog.shobj_description(oid, 'pg_database') FROM pg_catalog.pg_database"
                        + " WHERE datname = pg_catalog.current_database()");
    }

    private static String namespaceComment(Connection shadow, SessionPlace place) throws SQLException {
        return text(
                shadow,
                "SELECT pg_catalog.obj_description(oid, 'pg_namespace') FROM pg_catalog.pg_namespace WHERE nspname = "
                        + PostgresqlLiterals.quote(place.namespace().orElse("")));
    }

    private static String text(Connection shadow, String query) throws SQLException {
        try (Statement statement = shadow.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.ofNullable(row.getString(1)).orElse("") : "";
        }
    }

    private static void comment(Connection shadow, String text) throws SQLException {
        execute(
                shadow,
                "COMMENT ON DATABASE " + PostgresqlNames.quote(shadow.getCatalog()) + " IS "
                        + (text.isEmpty() ? "NULL" : PostgresqlLiterals.quote(text)));
    }

    private static void commentOnNamespace(Connection shadow, SessionPlace place, String literal) throws SQLException {
        execute(
                shadow,
                "COMMENT ON SCHEMA " + PostgresqlNames.quote(place.namespace().orElse("")) + " IS " + literal);
    }

    private static void execute(Connection shadow, String sql) throws SQLException {
        try (Statement statement = shadow.createStatement()) {
            statement.execute(sql);
        }
    }
}
