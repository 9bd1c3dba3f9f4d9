package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.KeptObjects;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Empties namespaces object by object around what is kept. The server's own record of what depends on what tells which
 * types, sequences, functions and extensions have to stay; everything else is dropped with what hangs on it, which by
 * the same record is nothing that is kept.
 */
final class PostgresqlSparingReset {

    /**
     * What is kept, {@code needs(kept, classid, objid, own)}: each thing with the declared object for whose sake it
     * stays, and whether it is a part of it, as a partition is, or something that it only uses. The server does not
     * look into the texts of functions, so functions that are named there are taken to be called.
     */
    private static final String NEEDS = """
            WITH RECURSIVE scope AS (
                SELECT oid, nspname FROM pg_namespace WHERE nspname = ANY(?)
            ), declared AS (
                SELECT n.nspname || '.' || c.relname AS kept, 'pg_class'::regclass::oid AS classid, c.oid AS objid
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relname <> ? AND n.nspname || '.' || c.relname = ANY(?)
                UNION ALL
                SELECT n.nspname || '.' || t.typname, 'pg_type'::regclass::oid, t.oid
                FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
                WHERE t.typtype = 'e' AND n.nspname || '.' || t.typname = ANY(?)
            ), needs AS (
                SELECT kept, classid, objid, true AS own FROM declared
                UNION
                SELECT n.kept, more.classid, more.objid, more.own AND n.own
                FROM needs n, LATERAL (
                    SELECT d.classid, d.objid, true AS own
                    FROM pg_depend d
                    WHERE d.refclassid = n.classid AND d.refobjid = n.objid AND d.deptype IN ('a', 'i')
                        AND n.classid <> 'pg_namespace'::regclass
                    UNION ALL
                    SELECT d.refclassid, d.refobjid, false
                    FROM pg_depend d
                    WHERE d.classid = n.classid AND d.objid = n.objid
                        AND d.refclassid NOT IN ('pg_namespace'::regclass, 'pg_publication'::regclass)
                    UNION ALL
                    SELECT 'pg_proc'::regclass::oid, called.oid, false
                    FROM pg_proc p
                    JOIN pg_language l ON l.oid = p.prolang AND l.lanname NOT IN ('internal', 'c')
                    JOIN pg_proc called ON called.pronamespace IN (SELECT oid FROM scope) AND called.oid <> p.oid
                    WHERE n.classid = 'pg_proc'::regclass AND p.oid = n.objid
                        AND p.prosrc ~* ('\\m' || regexp_replace(called.proname, '([^[:alnum:]_])', '\\\\\\1', 'g') || '\\M')
                ) more
            )
            """;

    /** Also what lies in other namespaces may need something of these, as a trigger needs its function. */
    private static final String STAYING = NEEDS + """
            SELECT DISTINCT n.kept
            FROM needs n JOIN pg_depend d ON d.classid = n.classid AND d.objid = n.objid
            WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid IN (SELECT oid FROM scope)
            """;

    /** Tables and views of the project that something kept could not be without. */
    private static final String HELD = NEEDS + """
            SELECT DISTINCT '`' || n.kept || '` needs `' || s.nspname || '.' || c.relname || '`' AS held
            FROM needs n
            JOIN pg_class c ON n.classid = 'pg_class'::regclass AND c.oid = n.objid
            JOIN scope s ON s.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
                AND NOT EXISTS (SELECT 1 FROM declared d WHERE d.classid = n.classid AND d.objid = n.objid)
                AND NOT EXISTS (SELECT 1 FROM needs o WHERE o.classid = n.classid AND o.objid = n.objid AND o.own)
            ORDER BY held
            """;

    /**
     * What lies in the namespaces by itself, is not a part of something else there, and is not kept. The owner of a
     * namespace may drop all of that but other people's extensions, which are in nobody's way.
     */
    private static final String DROPS = NEEDS + """
            SELECT 'DROP ' || CASE
                    WHEN d.classid = 'pg_proc'::regclass THEN 'ROUTINE'
                    WHEN d.classid = 'pg_statistic_ext'::regclass THEN 'STATISTICS'
                    ELSE upper(object.type) END
                || ' IF EXISTS ' || object.identity || ' CASCADE' AS sql
            FROM pg_depend d, LATERAL pg_identify_object(d.classid, d.objid, 0) object
            WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid IN (SELECT oid FROM scope) AND d.deptype = 'n'
                AND NOT EXISTS (SELECT 1 FROM needs n WHERE n.classid = d.classid AND n.objid = d.objid)
                AND NOT EXISTS (SELECT 1 FROM pg_extension e
                    WHERE d.classid = 'pg_extension'::regclass AND e.oid = d.objid AND NOT pg_has_role(e.extowner, 'USAGE'))
                AND NOT EXISTS (SELECT 1 FROM pg_depend part
                    WHERE part.classid = d.classid AND part.objid = d.objid AND part.deptype IN ('e', 'i'))
            ORDER BY CASE WHEN d.classid = 'pg_extension'::regclass THEN 1 ELSE 0 END, sql
            """;

    private final Connection connection;
    private final Set<String> namespaces;
    private final String defaultNamespace;
    private final KeptObjects kept;

    PostgresqlSparingReset(Connection connection, Set<String> namespaces, String defaultNamespace, KeptObjects kept) {
        this.connection = connection;
        this.namespaces = namespaces;
        this.defaultNamespace = defaultNamespace;
        this.kept = kept;
    }

    /** Empty the namespaces; false if nothing is there that has to be kept. */
    boolean run() throws SQLException {
        if (texts(STAYING).isEmpty()) {
            return false;
        }
        List<String> held = texts(HELD);
        if (!held.isEmpty()) {
            throw new GnomonException(
                    EngineErrorCode.RESET_FAILED,
                    "What is declared external needs what would be dropped: " + String.join(", ", held)
                            + ". Nothing was changed.",
                    "Drop the foreign keys, views or defaults that lead from external objects into the project, or"
                            + " declare what they need as external too.");
        }
        StringBuilder sql = new StringBuilder();
        for (String drop : texts(DROPS)) {
            sql.append(drop).append("; ");
        }
        sql.append("CREATE SCHEMA IF NOT EXISTS ")
                .append(PostgresqlNames.quote(defaultNamespace))
                .append("; DROP TABLE IF EXISTS ")
                .append(PostgresqlNames.quote(defaultNamespace))
                .append('.')
                .append(PostgresqlNames.quote(HistoryTable.NAME));
        try (Statement statement = connection.createStatement()) {
            // Names may hold braces, which the driver would take for its own escapes.
            statement.setEscapeProcessing(false);
            // One piece is one transaction: either all is gone that has to go, or nothing.
            statement.execute(sql.toString());
        }
        return true;
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, array(namespaces));
            statement.setString(2, HistoryTable.NAME);
            statement.setArray(3, array(kept.tables()));
            statement.setArray(4, array(kept.enums()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }

    private Array array(Collection<String> names) throws SQLException {
        return connection.createArrayOf("text", names.toArray());
    }
}
