package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.dialect.ShadowDatabases.ShadowDatabase;
import dev.gnomon.engine.dialect.ShadowTemplates;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Databases that were shadow databases and are kept to be copied.
 *
 * <p>Nobody can connect to one. Who wants to change it has to change its row in the catalog first, and the row and the
 * comment with the label are then no longer of the same transaction: such a database is not used any more.
 */
final class PostgresqlShadowTemplates implements ShadowTemplates {

    /** No UUID, so that it is never taken for what a killed run has left behind. */
    private static final String NAME_PREFIX = ShadowDatabases.NAME_PREFIX + "template_";

    private static final int RANDOM_DIGITS = 24;

    /** Begins the comment of each. */
    private static final String MARK = "gnomon: template ";

    @Override
    public List<Template> list(Connection main) throws SQLException {
        List<Template> found = new ArrayList<>();
        try (Statement statement = main.createStatement();
                ResultSet row = statement.executeQuery("SELECT d.datname, s.description FROM pg_catalog.pg_database d"
                        + " JOIN pg_catalog.pg_shdescription s ON s.objoid = d.oid"
                        + " AND s.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass"
                        + " WHERE " + startsWith("d.datname::text", NAME_PREFIX)
                        + " AND " + startsWith("s.description", MARK)
                        + " AND NOT d.datallowconn AND s.xmin = d.xmin"
                        + " AND pg_catalog.pg_get_userbyid(d.datdba) = current_user ORDER BY d.oid")) {
            while (row.next()) {
                found.add(new Template(row.getString(1), row.getString(2).substring(MARK.length())));
            }
        }
        return List.copyOf(found);
    }

    @Override
    public ShadowDatabase create(Connection main, DatabaseTarget target, Template template) throws SQLException {
        return PostgresqlShadowDatabases.create(main, target, " TEMPLATE " + PostgresqlNames.quote(template.name()));
    }

    private static String startsWith(String text, String beginning) {
        return "pg_catalog.left(" + text + ", " + beginning.length() + ") = " + PostgresqlLiterals.quote(beginning);
    }

    /** Close a database to everybody, rename it and label it, in one transaction. */
    static String keep(Connection main, String name, String label) throws SQLException {
        String template =
                NAME_PREFIX + UUID.randomUUID().toString().replace("-", "").substring(0, RANDOM_DIGITS);
        String quoted = PostgresqlNames.quote(template);
        main.setAutoCommit(false);
        try (Statement statement = main.createStatement()) {
            statement.execute("ALTER DATABASE " + PostgresqlNames.quote(name) + " RENAME TO " + quoted);
            statement.execute("ALTER DATABASE " + quoted + " WITH ALLOW_CONNECTIONS false");
            statement.execute("COMMENT ON DATABASE " + quoted + " IS " + PostgresqlLiterals.quote(MARK + label));
            main.commit();
        } catch (SQLException refused) {
            main.rollback();
            throw refused;
        } finally {
            main.setAutoCommit(true);
        }
        return template;
    }

    /**
     * Whether the session of a replay is in the state of a new one, so that the scripts to come cannot tell whether those
     * before them ran in the same session: settings, role, temporary objects, open transactions, cursors, advisory locks.
     */
    static boolean isLikeNew(Connection replayed, PostgresqlUrl url) throws SQLException {
        try (Connection fresh = PostgresqlConnector.connectToShadow(url)) {
            return state(replayed).equals(state(fresh));
        }
    }

    private static String state(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT pg_catalog.concat_ws(' ', current_user, session_user,
                          (SELECT pg_catalog.string_agg(name || '=' || setting, ' ' ORDER BY name)
                            FROM pg_catalog.pg_settings),
                          pg_catalog.pg_my_temp_schema(),
                          'in a transaction: ' || (pg_catalog.txid_current_if_assigned() IS NOT NULL),
                          (SELECT pg_catalog.count(*) FROM pg_catalog.pg_cursors WHERE is_holdable),
                          (SELECT pg_catalog.count(*) FROM pg_catalog.pg_prepared_statements WHERE from_sql),
                          (SELECT pg_catalog.count(*) FROM pg_catalog.pg_locks
                            WHERE locktype = 'advisory' AND pid = pg_catalog.pg_backend_pid()))""")) {
            row.next();
            return row.getString(1);
        }
    }
}
