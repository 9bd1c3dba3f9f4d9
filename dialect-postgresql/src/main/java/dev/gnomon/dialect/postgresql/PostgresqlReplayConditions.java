package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.DialectObjectFormat;
import dev.gnomon.engine.dialect.ReplayConditions;
import dev.gnomon.engine.support.RepeatableScripts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows what decides a replay in PostgreSQL besides the migrations. */
final class PostgresqlReplayConditions implements ReplayConditions {

    private static final RepeatableScripts REPEATABLE = new RepeatableScripts(
            Set.of(
                    "AGGREGATE",
                    "CAST",
                    "COLLATION",
                    "DOMAIN",
                    "EXTENSION",
                    "FUNCTION",
                    "INDEX",
                    "OPERATOR",
                    "POLICY",
                    "PRIVILEGES",
                    "PROCEDURE",
                    "RULE",
                    "SCHEMA",
                    "SEQUENCE",
                    "STATISTICS",
                    "TABLE",
                    "TRIGGER",
                    "TYPE",
                    "VIEW"),
            Set.of(
                    "ANALYZE",
                    "BEGIN",
                    "COMMENT",
                    "COMMIT",
                    "DELETE",
                    "END",
                    "GRANT",
                    "INSERT",
                    "LOCK",
                    "REINDEX",
                    "RELEASE",
                    "RESET",
                    "REVOKE",
                    "SAVEPOINT",
                    "START",
                    "TRUNCATE",
                    "UPDATE",
                    "VACUUM"),
            Set.of(RepeatableScripts.Hazard.TIME_AS_TEXT));

    /**
     * The server with its settings, the role with its rights and settings, and the extensions that could be created.
     * Settings at their defaults follow from the version.
     */
    private static final String SERVER_AND_ROLE = """
            SELECT pg_catalog.version(), session_user,
              (SELECT pg_catalog.row_to_json(r)::text FROM (SELECT rolname, rolsuper, rolinherit, rolcreaterole,
                rolcreatedb, rolreplication, rolbypassrls FROM pg_catalog.pg_roles WHERE rolname = current_user) r),
              (SELECT pg_catalog.string_agg(setting, ' ' ORDER BY setting) FROM (
                SELECT pg_catalog.array_to_string(s.setconfig, ' ') || ' ' || s.setrole AS setting
                FROM pg_catalog.pg_db_role_setting s LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
                WHERE s.setrole = 0 OR r.rolname = session_user) s),
              (SELECT pg_catalog.string_agg(name || '='
                  || CASE name WHEN 'row_security' THEN reset_val ELSE setting END, ' ' ORDER BY name)
                FROM pg_catalog.pg_settings WHERE source <> 'default' AND name <> 'application_name'),
              (SELECT pg_catalog.string_agg(name || ' ' || default_version, ' ' ORDER BY name)
                FROM pg_catalog.pg_available_extensions)""";

    /**
     * What a new database is copied from. Nobody can look into it from elsewhere, but it cannot change without rows of
     * its catalog being written, which the server counts.
     */
    private static final String TEMPLATE = """
            SELECT pg_catalog.current_setting('track_counts'),
              (SELECT pg_catalog.row_to_json(t)::text FROM (SELECT d.*, pg_catalog.pg_stat_get_db_tuples_inserted(oid),
                pg_catalog.pg_stat_get_db_tuples_updated(oid), pg_catalog.pg_stat_get_db_tuples_deleted(oid)
                FROM (SELECT oid, datname, datdba, encoding, datcollate, datctype
                  FROM pg_catalog.pg_database WHERE datname = 'template1') d) t)""";

    /** What an emptied shadow database of the user's own still holds, and whether it is more than can be named. */
    private static final String REMAINDER = """
            SELECT CASE WHEN
                EXISTS (SELECT FROM pg_catalog.pg_class o WHERE o.oid >= 16384 AND o.relkind <> 't'
                  AND o.relkind <> 'i' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend
                    WHERE classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND objid = o.oid AND deptype = 'e'))
                OR EXISTS (SELECT FROM pg_catalog.pg_proc o WHERE o.oid >= 16384 AND NOT EXISTS (
                  SELECT FROM pg_catalog.pg_depend WHERE classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                    AND objid = o.oid AND deptype = 'e'))
                OR EXISTS (SELECT FROM pg_catalog.pg_type o WHERE o.oid >= 16384 AND o.typelem = 0 AND NOT EXISTS (
                  SELECT FROM pg_catalog.pg_depend WHERE classid = 'pg_catalog.pg_type'::pg_catalog.regclass
                    AND objid = o.oid AND deptype IN ('e', 'i')))
                OR EXISTS (SELECT FROM pg_catalog.pg_event_trigger)
                OR EXISTS (SELECT FROM pg_catalog.pg_default_acl)
                OR EXISTS (SELECT FROM pg_catalog.pg_foreign_server)
                THEN 'off' ELSE 'on' END,
              (SELECT pg_catalog.row_to_json(t)::text FROM (SELECT
                (SELECT pg_catalog.string_agg(extname || ' ' || extversion || ' ' || extnamespace::regnamespace, ' '
                  ORDER BY extname) FROM pg_catalog.pg_extension) AS extensions,
                (SELECT pg_catalog.string_agg(nspname, ' ' ORDER BY nspname) FROM pg_catalog.pg_namespace
                  WHERE pg_catalog.left(nspname::text, 3) <> 'pg_') AS namespaces,
                d.oid, d.encoding, d.datcollate, d.datctype
                FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()) t)""";

    @Override
    public Optional<String> of(Connection session, Place place) throws SQLException {
        String database = switch (place) {
            case BESIDE -> TEMPLATE;
            case WITHIN -> REMAINDER;
        };
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM (" + SERVER_AND_ROLE + ") s CROSS JOIN ("
                        + database + ") d (known, described)")) {
            row.next();
            if (!"on".equals(row.getString("known"))) {
                return Optional.empty();
            }
            StringBuilder told = new StringBuilder();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                @Nullable String text = row.getString(column);
                told.append(text == null ? "" : text).append('\n');
            }
            return Optional.of(told.toString());
        }
    }

    @Override
    public boolean isRepeatable(String script) {
        return REPEATABLE.covers(new PostgresqlScriptRunner().split(script));
    }

    @Override
    public DialectObjectFormat objects() {
        return new PostgresqlDialectObjects();
    }
}
