package dev.gnomon.dialect.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds out whether a database holds anything that somebody could miss: what its dump would hold, tables without rows left
 * out. What an extension has made itself is nobody's.
 */
final class PostgresqlSignOfUse {

    /** Objects that were not there when the server was set up, not an extension's, outside of the server's namespaces. */
    private static final String OWN = """
            %1$s.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.deptype = 'e'
              AND e.classid = 'pg_catalog.%2$s'::pg_catalog.regclass AND e.objid = %1$s.oid)""";

    private static final String IN_NAMESPACE =
            "pg_catalog.left(n.nspname::text, 3) <> 'pg_' AND n.nspname <> 'information_schema'";

    /**
     * Tables with the condition for the rows to look at. Of an extension's tables these are the rows that a dump holds; of
     * one that was put into it by hand afterwards, which no other object of it tells, all of them.
     */
    private static final String TABLES = """
            SELECT n.nspname, c.relname, COALESCE(x.condition, '') FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_depend d ON d.deptype = 'e' AND d.objid = c.oid
              AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            LEFT JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
            LEFT JOIN LATERAL (SELECT p.relation, p.condition
              FROM ROWS FROM (pg_catalog.unnest(e.extconfig), pg_catalog.unnest(e.extcondition)) p (relation, condition)
              WHERE p.relation = c.oid) x ON true
            WHERE c.relkind = 'r' AND""" + " " + IN_NAMESPACE + """
             AND (e.oid IS NULL OR x.relation IS NOT NULL OR NOT (d.xmin = e.xmin OR EXISTS (
                SELECT FROM pg_catalog.pg_depend o WHERE o.deptype = 'e' AND o.refobjid = e.oid AND o.xmin = d.xmin
                  AND o.classid NOT IN ('pg_catalog.pg_class'::pg_catalog.regclass,
                    'pg_catalog.pg_type'::pg_catalog.regclass))))
            ORDER BY 1, 2""";

    private static final String SEQUENCES = "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'S' AND " + IN_NAMESPACE
            + " AND " + OWN.formatted("c", "pg_class") + " ORDER BY 1, 2";

    /** Tables, in which what was made for them counts. */
    private static final String ON_OWN_TABLE = "JOIN pg_catalog.pg_class c ON c.oid = o.%s"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE " + IN_NAMESPACE + " AND " + OWN.formatted("c", "pg_class");

    /** The first of all other objects that count, as a person calls it. */
    private static final String OBJECTS = String.join(
            " UNION ALL ",
            """
            SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'foreign table' END AS kind,
              n.nspname || '.' || c.relname AS name
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('v', 'm', 'f') AND""" + " " + IN_NAMESPACE + " AND " + OWN.formatted("c", "pg_class"),
            """
            SELECT CASE o.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
              n.nspname || '.' || o.proname
            FROM pg_catalog.pg_proc o JOIN pg_catalog.pg_namespace n ON n.oid = o.pronamespace
            WHERE""" + " " + IN_NAMESPACE + " AND " + OWN.formatted("o", "pg_proc"),
            """
            SELECT CASE o.typtype WHEN 'd' THEN 'domain' ELSE 'type' END, n.nspname || '.' || o.typname
            FROM pg_catalog.pg_type o JOIN pg_catalog.pg_namespace n ON n.oid = o.typnamespace
            LEFT JOIN pg_catalog.pg_class c ON c.oid = o.typrelid
            WHERE (o.typtype <> 'c' OR c.relkind = 'c') AND o.typcategory <> 'A' AND""" + " " + IN_NAMESPACE + " AND " + OWN.formatted("o", "pg_type"),
            "SELECT 'trigger', o.tgname || ' on ' || c.relname FROM pg_catalog.pg_trigger o "
                    + ON_OWN_TABLE.formatted("tgrelid") + " AND NOT o.tgisinternal",
            "SELECT 'rule', o.rulename || ' on ' || c.relname FROM pg_catalog.pg_rewrite o "
                    + ON_OWN_TABLE.formatted("ev_class") + " AND o.rulename <> '_RETURN'",
            "SELECT 'policy', o.polname || ' on ' || c.relname FROM pg_catalog.pg_policy o "
                    + ON_OWN_TABLE.formatted("polrelid"),
            inNamespace("operator", "pg_operator", "opr"),
            inNamespace("operator class", "pg_opclass", "opc"),
            inNamespace("collation", "pg_collation", "coll"),
            inNamespace("conversion", "pg_conversion", "con"),
            inNamespace("text search configuration", "pg_ts_config", "cfg"),
            inNamespace("text search dictionary", "pg_ts_dict", "dict"),
            ofDatabase("event trigger", "pg_event_trigger", "evt"),
            ofDatabase("publication", "pg_publication", "pub"),
            ofDatabase("foreign server", "pg_foreign_server", "srv"),
            ofDatabase("foreign data wrapper", "pg_foreign_data_wrapper", "fdw"),
            ofDatabase("language", "pg_language", "lan"),
            "SELECT 'subscription', o.subname FROM pg_catalog.pg_subscription o JOIN pg_catalog.pg_database d"
                    + " ON d.oid = o.subdbid WHERE d.datname = pg_catalog.current_database()",
            "SELECT 'large object', o.oid::text FROM pg_catalog.pg_largeobject_metadata o");

    private PostgresqlSignOfUse() {}

    private static String inNamespace(String kind, String catalog, String prefix) {
        return "SELECT '" + kind + "', n.nspname || '.' || o." + prefix + "name FROM pg_catalog." + catalog
                + " o JOIN pg_catalog.pg_namespace n ON n.oid = o." + prefix + "namespace WHERE " + IN_NAMESPACE
                + " AND " + OWN.formatted("o", catalog);
    }

    private static String ofDatabase(String kind, String catalog, String prefix) {
        return "SELECT '" + kind + "', o." + prefix + "name::text FROM pg_catalog." + catalog + " o WHERE "
                + OWN.formatted("o", catalog);
    }

    static Optional<String> find(Connection connection, Predicate<String> explained) throws SQLException {
        for (List<String> table : rows(connection, TABLES)) {
            if (answers(connection, "SELECT 1 FROM " + quoted(table) + " " + table.get(2) + " LIMIT 1")) {
                return Optional.of("The table `%s` holds rows.".formatted(shown(table)));
            }
        }
        for (List<String> sequence : rows(connection, SEQUENCES)) {
            if (answers(connection, "SELECT 1 FROM " + quoted(sequence) + " WHERE is_called")) {
                return Optional.of("The sequence `%s` has been used.".formatted(shown(sequence)));
            }
        }
        for (List<String> object : rows(connection, "SELECT * FROM (" + OBJECTS + ") o (kind, name) ORDER BY name")) {
            if (!explained.test(simpleName(object.get(1)))) {
                return Optional.of("It holds the %s `%s`, which somebody has made."
                        .formatted(object.get(0), withoutPublic(object.get(1))));
            }
        }
        return Optional.empty();
    }

    /** A name without its namespace, or without its table. */
    private static String simpleName(String name) {
        int table = name.indexOf(" on ");
        return table > 0 ? name.substring(0, table) : name.substring(name.indexOf('.') + 1);
    }

    /** Whether a query finds a row; what it may not look at counts. */
    private static boolean answers(Connection connection, String query) {
        try {
            return !rows(connection, query).isEmpty();
        } catch (SQLException uncounted) {
            return true;
        }
    }

    private static List<List<String>> rows(Connection connection, String query) throws SQLException {
        List<List<String>> found = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            // Drivers would take braces in names for their own escapes.
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(query)) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        row.add(Optional.ofNullable(rows.getString(column)).orElse(""));
                    }
                    found.add(row);
                }
            }
        }
        return found;
    }

    private static String quoted(List<String> name) {
        return PostgresqlNames.quote(name.get(0)) + "." + PostgresqlNames.quote(name.get(1));
    }

    private static String shown(List<String> name) {
        return withoutPublic(name.get(0) + "." + name.get(1));
    }

    private static String withoutPublic(String name) {
        return name.startsWith("public.") ? name.substring("public.".length()) : name;
    }
}
