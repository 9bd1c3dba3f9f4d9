package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.ShadowNamespaces;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The namespaces of a configured shadow database of PostgreSQL. */
final class PostgresqlShadowNamespaces implements ShadowNamespaces {

    @Override
    public List<String> list(Connection shadow) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = shadow.createStatement();
                ResultSet row = statement.executeQuery("SELECT nspname FROM pg_catalog.pg_namespace"
                        + " WHERE pg_catalog.left(nspname::text, 3) <> 'pg_' AND nspname <> 'information_schema'"
                        + " ORDER BY nspname")) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return List.copyOf(found);
    }

    /** A replay leaves some things outside of every namespace, and the next run would take them for somebody's. */
    @Override
    public void drop(Connection shadow, List<String> namespaces) throws SQLException {
        // First of all what watches others go.
        execute(shadow, dropAll("EVENT TRIGGER", "pg_event_trigger", "evtname"));
        for (String namespace : namespaces) {
            execute(shadow, "DROP SCHEMA " + PostgresqlNames.quote(namespace) + " CASCADE");
        }
        execute(shadow, dropAll("PUBLICATION", "pg_publication", "pubname"));
        execute(shadow, dropAll("SERVER", "pg_foreign_server", "srvname"));
        execute(shadow, dropAll("FOREIGN DATA WRAPPER", "pg_foreign_data_wrapper", "fdwname"));
        execute(shadow, "SELECT pg_catalog.lo_unlink(oid) FROM pg_catalog.pg_largeobject_metadata");
    }

    /** Drops all objects of a kind that no extension has made. */
    private static String dropAll(String kind, String catalog, String name) {
        return """
                DO $drop$ DECLARE made record; BEGIN
                  FOR made IN SELECT %3$s AS name FROM pg_catalog.%2$s o WHERE oid >= 16384 AND NOT EXISTS (
                      SELECT FROM pg_catalog.pg_depend WHERE deptype = 'e' AND objid = o.oid
                        AND classid = 'pg_catalog.%2$s'::pg_catalog.regclass)
                  LOOP EXECUTE pg_catalog.format('DROP %1$s %%I CASCADE', made.name); END LOOP;
                END $drop$""".formatted(kind, catalog, name);
    }

    private static void execute(Connection shadow, String sql) throws SQLException {
        try (Statement statement = shadow.createStatement()) {
            statement.execute(sql);
        }
    }
}
